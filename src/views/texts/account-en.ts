// What the pages around an account say: getting in, keeping others out, the terms, and leaving.
import type { Child } from 'hono/jsx';
import type { SecurityEvent } from '#core/letters.ts';
import { phrase } from './phrase.ts';
import { plural } from './plural.ts';

const count = plural('en');

/** As long as a person waiting wants to know. */
function duration(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds < 90) return count(seconds, { one: '1 second', other: `${seconds} seconds` });
  return `${Math.ceil(seconds / 60)} minutes`;
}

export const accountTexts = {
  signIn: {
    tooSoonTitle: 'Please wait a little',
    tooSoon: (waitMs: number) =>
      `There were several attempts that did not work. You can try again in ${duration(waitMs)}.`,
    cookiesOffTitle: 'Your browser does not keep cookies',
    cookiesOff:
      'Without them we cannot tell that you have logged in. Allow cookies for this site and log in again.',
    orPasskey: 'Log in with a passkey',
    passkeyFailed: 'This passkey did not work. Try again, or use your password.',
    emailChanged: 'Your email address is changed. Please log in with the new one.',
    signedOutEverywhere: 'You are logged out everywhere.',
    codeTitle: 'Enter your code',
    codeLead: 'Open your authenticator app and enter the 6 digits that it shows for this account.',
    code: 'Code',
    codeHint: 'No phone at hand? Enter one of your recovery codes instead.',
    codeWrong:
      'This code is not right, or it was used before. Wait for the next one and try again.',
    startAgain: 'That took too long. Please log in again.',
    backToLogin: 'Log in as somebody else',
  },
  account: {
    title: 'Your account',
    back: 'Back to your account',
    change: 'Change',
    manage: 'Manage',
    see: 'See and download',
    on: 'On',
    off: 'Off',
    name: 'Name',
    email: 'Email address',
    password: 'Password',
    passwordSet: 'Set',
    passkeys: 'Passkeys',
    passkeyCount: (n: number) =>
      n === 0 ? 'None' : count(n, { one: '1 passkey', other: `${n} passkeys` }),
    secondFactor: 'Codes from an app',
    sessions: 'Where you are logged in',
    sessionCount: (n: number) => count(n, { one: '1 browser', other: `${n} browsers` }),
    terms: 'Terms you accepted',
    data: 'Your data',
    close: 'Close the account',
    securityTitle: 'Logging in',
    aboutTitle: 'About you',
    leavingTitle: 'Your data and leaving',
    closing: 'You have asked us to close this account.',
    done: {
      password: 'Your password is changed. Every other browser is logged out.',
      email_sent:
        'We have sent a link to the new address. Open it to finish. Until then, the old address stays.',
      second_factor_off: 'Codes from an app are switched off.',
      closing_cancelled: 'Your account stays open.',
      terms: 'Thank you. The new terms are accepted.',
    },
  },
  confirm: {
    title: 'Is it you?',
    lead: 'Before you change how you log in, please enter your password again.',
    submit: 'Go on',
    wrong: 'This password is not right.',
    orPasskey: 'Use a passkey instead',
  },
  changePassword: {
    title: 'Change your password',
    lead: 'Every other browser will be logged out.',
    submit: 'Save the new password',
  },
  changeEmail: {
    title: 'Change your email address',
    lead: (email: Child) =>
      phrase`It is ${email} now. We send a link to the new address; opening it proves that it is yours.`,
    newEmail: 'New email address',
    submit: 'Send the link',
    same: 'This is your address already.',
    panelNote:
      'Your account in the panel keeps the old address. You log in to it from here as before.',
    confirmTitle: 'Confirm your new email address',
    confirmLead: (email: Child) =>
      phrase`From now on you log in with ${email}, and our mails go there. You will be logged out everywhere.`,
    confirmSubmit: 'Confirm',
    problems: {
      expired: {
        title: 'This link has expired',
        lead: 'Links to confirm an address work for 24 hours. Log in and ask for a fresh one.',
      },
      used: {
        title: 'This link does not work any more',
        lead: 'It was used before, or the address has another account by now. Log in to see which address yours has.',
      },
      unknown: {
        title: 'We do not know this link',
        lead: 'Perhaps the address was not copied whole. Open the link in the email again.',
      },
    },
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'A passkey logs you in with your fingerprint, your face or the PIN of your device. Nobody can guess it or trick you into typing it elsewhere.',
    none: 'You have none yet.',
    added: (date: string) => `Added on ${date}`,
    lastUsed: (date: string) => `last used on ${date}`,
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    addTitle: 'Add a passkey',
    name: 'Name',
    nameHint: 'So that you recognise it later, for example: my phone.',
    add: 'Add a passkey',
    needsScript: 'Passkeys need JavaScript and a browser that knows them.',
    faults: {
      not_genuine: 'The passkey could not be added. Please try again.',
      too_many: 'You have as many passkeys as an account can have. Remove one first.',
    },
  },
  secondFactor: {
    title: 'Codes from an app',
    offLead:
      'Besides your password, we then ask for 6 digits from an app on your phone. A stolen password alone is of no use to anybody.',
    scan: 'Scan this with an authenticator app',
    qrTitle: 'QR code for your authenticator app',
    orType: (secret: Child) => phrase`Cannot scan? Type this key into the app: ${secret}`,
    code: 'The code that the app shows',
    switchOn: 'Switch on',
    wrong: 'This code is not right. Wait for the next one and try again.',
    startAgain: 'That took too long. Scan the new QR code, please.',
    onLead: 'Codes are switched on. Logging in with a passkey asks for no code.',
    codesLeft: (n: number) =>
      count(n, {
        one: 'You have 1 recovery code left.',
        other: `You have ${n} recovery codes left.`,
      }),
    newCodes: 'Make new recovery codes',
    switchOff: 'Switch off',
    recoveryTitle: 'Your recovery codes',
    recoveryLead:
      'Each of them stands in once for a code from the app. Print them or keep them where you keep your passwords. We cannot show them again.',
    recoveryOld: 'Older recovery codes do not work any more.',
    kept: 'I have kept them',
  },
  sessions: {
    title: 'Where you are logged in',
    lead: 'You do not know one of them? End it, and change your password.',
    unknownDevice: 'Unknown browser',
    opened: (when: string, network: string) =>
      network === '' ? `Since ${when}` : `Since ${when}, from the network ${network}`,
    here: 'This browser',
    end: 'End',
    endNamed: (device: string) => `End ${device}`,
    endAll: 'Log out everywhere',
    endAllHint: 'Also here. You log in again afterwards.',
  },
  newTerms: {
    title: 'Our terms have changed',
    lead: 'Please read and accept them to go on. Your servers run on meanwhile.',
    submit: 'Accept and go on',
    invoices: 'Your invoices',
    rather: (data: Child, close: Child) =>
      phrase`You would rather not? You can ${data} or ${close}.`,
    data: 'download your data',
    close: 'close your account',
  },
  acceptedTerms: {
    title: 'Terms you accepted',
    none: 'You have accepted no terms here yet.',
    accepted: (when: string) => `Accepted on ${when}`,
    download: 'Download the evidence (JSON)',
    hint: 'The file has each text with its SHA-256, when you accepted it, and from which address and browser.',
  },
  myData: {
    title: 'Your data',
    lead: 'Everything that we store about you, in one file: as JSON for programs and as CSV for spreadsheets.',
    download: 'Download everything (ZIP)',
    contents: [
      'your account and what happened to it',
      'invoices with all their lines',
      'the terms you accepted',
      'your passkeys by name, and where you are logged in',
    ],
    leftOut: 'Passwords and keys are left out: we store only what proves them.',
  },
  close: {
    title: 'Close your account',
    lead: 'This cannot be undone once the account is closed.',
    whatTitle: 'What happens',
    servers:
      'Servers that still run go on costing until you delete them. Delete them in the panel first.',
    lastInvoice:
      'What you used this month comes on one last invoice, on the 1st. The account closes as soon as nothing is left to bill: the same day if nothing ran this month.',
    panel: 'Your account in the panel is locked when this one closes.',
    noPanel: 'You have no servers and nothing to pay, so the account closes at once.',
    erasedTitle: 'What is erased',
    erased:
      'Your name, company, email address and password; passkeys, codes and sessions; the address and browser from which you accepted the terms.',
    keptTitle: 'What is kept',
    kept: (years: number) =>
      `Invoices, with the name and address they were made out to: tax law wants them for ${years} years after the year they are from. After that the name and address in them are erased as well. And that you accepted which terms when, without your name.`,
    download: (data: Child) => phrase`You cannot log in afterwards, so ${data} first.`,
    downloadLink: 'download your data',
    understand: 'I have understood this and want to close my account',
    understandMissing: 'Please tick this to go on.',
    submit: 'Close my account',
    requestedTitle: 'Your account will be closed',
    requestedOn: (date: string) =>
      `You asked for it on ${date}. We look every day whether everything is billed, and tell you by email when it is done.`,
    stillServers:
      'Delete your servers in the panel if you have not. As long as one of them was there in the running month, we wait for that month’s invoice.',
    cancel: 'Keep my account',
    closedTitle: 'Your account is closed',
    closedLead:
      'Nothing is left to pay, and what we need not keep is erased. Goodbye, and thank you.',
  },
};

const happened: Readonly<
  Record<SecurityEvent, { readonly subject: string; readonly text: string }>
> = {
  new_browser: {
    subject: 'New login to your account',
    text: 'Somebody logged in to your account from a browser that we have not seen before.',
  },
  password_changed: {
    subject: 'Your password was changed',
    text: 'The password of your account was changed, and other browsers were logged out.',
  },
  email_change_requested: {
    subject: 'Your email address is about to change',
    text: 'Somebody who is logged in to your account asked to give it another email address. It changes once the link that we sent there is opened.',
  },
  email_changed: {
    subject: 'Your email address was changed',
    text: 'Your account has another email address now. This is our last mail to this one.',
  },
  passkey_added: { subject: 'A passkey was added', text: 'A passkey was added to your account.' },
  passkey_removed: {
    subject: 'A passkey was removed',
    text: 'A passkey was removed from your account.',
  },
  second_factor_on: {
    subject: 'Codes from an app are switched on',
    text: 'From now on, logging in with your password also asks for a code from your app.',
  },
  second_factor_off: {
    subject: 'Codes from an app are switched off',
    text: 'Logging in with your password does not ask for a code any more.',
  },
  recovery_codes_replaced: {
    subject: 'New recovery codes',
    text: 'New recovery codes were made for your account. The old ones do not work any more.',
  },
  recovery_code_used: {
    subject: 'A recovery code was used',
    text: 'One of your recovery codes was used to log in to your account.',
  },
};

export const accountEmails = {
  confirm_new_email: {
    subject: (provider: string) => `Confirm your new email address for ${provider}`,
    before: (provider: string) =>
      `You want to use this address for your account with ${provider}. Confirm that it is yours.`,
    action: 'Confirm my new address',
    validity: 'The link works for 24 hours.',
    notYou: 'That was not you? Then you can ignore this email. Nothing changes.',
  },
  security_notice: {
    happened,
    facts: (when: string, device: string, network: string) =>
      [`When: ${when}`, device && `With: ${device}`, network && `From the network: ${network}`]
        .filter(Boolean)
        .join('. '),
    action: 'See my account',
    notYou: (supportEmail: string) =>
      `That was you? Then there is nothing to do. If it was not, choose a new password at once and log out everywhere; if you cannot log in any more, write to ${supportEmail}.`,
  },
  closing_notice: {
    requested: {
      subject: (provider: string) => `Your account with ${provider} will be closed`,
      text: 'You asked us to close your account. That happens as soon as everything is billed: what you used this month comes on one last invoice on the 1st. Please delete your servers in the panel; they go on costing until then.',
      action: 'Look at it, or keep my account',
    },
    cancelled: {
      subject: (provider: string) => `Your account with ${provider} stays open`,
      text: 'Your account is not going to be closed. Everything stays as it was.',
      action: 'See my account',
    },
    closed: {
      subject: (provider: string) => `Your account with ${provider} is closed`,
      text: 'Your account is closed. Nothing is left to pay. We have erased your name, your address and everything else that we need not keep; invoices stay for as long as tax law wants them.',
      action: 'What we keep, and why',
    },
  },
};
