// English, and by its type the list of everything that a language has to say. Plain words, short sentences. One section
// a page or component; what several of them say stands at the top.
import type { Child } from 'hono/jsx';
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';
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
  identity_linked: {
    subject: 'Another way to log in was added',
    text: 'Your account was connected with your account in our client area. Logging in there now opens it here, too.',
  },
  identities_removed: {
    subject: 'A way to log in was removed',
    text: 'Your account is no longer connected with an account in our client area.',
  },
  second_factor_on: {
    subject: 'Codes from an app are switched on',
    text: 'From now on, logging in with your password also asks for a code from your app.',
  },
  second_factor_off: {
    subject: 'Codes from an app are switched off',
    text: 'Logging in with your password does not ask for a code any more.',
  },
  second_factor_removed: {
    subject: 'We have switched codes from an app off',
    text: 'Somebody told us that they lost the app that makes the codes for your account. We have switched the codes off and logged out every browser. Logging in asks for your password alone until you switch codes on again.',
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

export const en = {
  tag: 'en',
  name: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',
  dateLocale: 'en-GB',
  // Not `en-GB`, which writes dollars as US$.
  numberLocale: 'en',

  texts: {
    dates: {
      fromTheFirstTo: (last: string) => `1 to ${last}`,
    },
    layout: {
      skip: 'Skip to the content',
      accountNavigation: 'Account',
      dashboard: 'Dashboard',
      invoices: 'Invoices',
      account: 'Account',
      logIn: 'Log in',
      logOut: 'Log out',
      signUp: 'Sign up',
      language: 'Language',
      questions: (address: Child) => phrase`Questions? Write to ${address}`,
      opensNewTab: '(opens in a new tab)',
    },
    fields: {
      email: 'Email address',
      password: 'Password',
      newPassword: 'New password',
      optional: '(optional)',
      passwordRule: `At least ${PASSWORD_MIN_CHARACTERS} characters. Several words make a good one.`,
      currency: 'Currency of your invoices',
    },
    faults: {
      one: 'One thing needs your attention',
      several: 'Some things need your attention',
      nameMissing: 'Enter your name.',
      tooLong: (limit: number) => `Use at most ${limit} characters.`,
      emailWrong: 'Enter an email address such as name@example.com.',
      emailDisposable:
        'Please use an address that you keep: invoices and notices about your servers go there.',
      currencyUnknown: 'Choose one of the currencies in the list.',
      password: {
        too_short: `Use at least ${PASSWORD_MIN_CHARACTERS} characters.`,
        too_long: `Use at most ${PASSWORD_MAX_CHARACTERS} characters.`,
        guessable:
          'Too easy to guess. Several words that only you would put together make a good one.',
        breached: 'This password is known from a leak elsewhere. Choose another one.',
      },
    },
    links: {
      dashboard: 'Go to your dashboard',
      start: 'Go to the start page',
      backToLogin: 'Back to log in',
      freshLink: 'Get a fresh link',
    },
    terms: {
      titles: { terms_of_service: 'Terms of Service', post_pay_terms: 'Post-Pay Terms' },
      version: (version: string) => `Version ${version}`,
      versionInLine: (version: string) => `version ${version}`,
      standsAt: (address: Child) => phrase`This text stands at ${address}.`,
      hashOfText: (hash: Child) => phrase`SHA-256 of this text: ${hash}`,
      hashOfAddress: (hash: Child) => phrase`SHA-256 of this address: ${hash}`,
      acceptOne: 'Please read and accept',
      acceptBoth: 'Please read and accept both',
      iAccept: (title: Child, version: Child) => phrase`I accept the ${title} ${version}`,
      missing: (title: string) => `Please accept the ${title} to go on.`,
    },
    documents: { invoice: 'Invoice', supplement: 'Supplement', credit_note: 'Credit note' },

    landing: {
      title: 'Servers by the hour, one invoice a month',
      headline: ['Servers by the hour.', 'One invoice a month.'],
      lead: 'Sign up, log in to the panel and create a server. There is no order to place and nothing to pay up front.',
      create: 'Create your account',
      offersTitle: 'What you get',
      offers: [
        {
          title: 'Nothing up front',
          text: 'No order and no prepayment. You go straight to the panel and create your first server.',
        },
        {
          title: 'By the hour, with a cap',
          text: 'A server counts by the hour. Each month has a cap: once a server reaches it, the rest of the month adds nothing.',
        },
        {
          title: 'One clear invoice',
          text: 'On the 1st you get one invoice for the month before. It lists each server and its backups on their own lines.',
        },
        {
          title: 'One click to the panel',
          text: 'Log in here, and one click takes you to the panel. There is no second password to keep.',
        },
      ],
      stepsTitle: 'How it works',
      steps: [
        { title: 'Sign up', text: 'Your name, your email address and a password are enough.' },
        {
          title: 'Confirm and accept',
          text: 'Open the link in our email, read the terms and accept them.',
        },
        {
          title: 'Create servers',
          text: 'Go to the panel and create what you need. Delete it when you are done.',
        },
        {
          title: 'Pay on the 1st',
          text: 'One invoice comes by email, for what you used the month before.',
        },
      ],
      questionsTitle: 'Good to know',
      questions: [
        {
          asked: 'What if I use nothing?',
          answer: 'Then there is no invoice for that month. An account alone costs nothing.',
        },
        {
          asked: 'What are tokens on my invoice?',
          answer:
            'The panel counts in tokens. Each invoice shows the price of one token, the tokens of each server and what they cost.',
        },
        {
          asked: 'What if I delete a server before the month ends?',
          answer: 'The invoice then lists only the hours that the server existed in that month.',
        },
        {
          asked: 'Where do I see my invoices?',
          answer: 'We email you each invoice, and your dashboard keeps them all.',
        },
      ],
      closingTitle: 'Ready when you are',
      closing: 'Signing up costs nothing. You pay only for the servers you create.',
      figure: {
        title:
          'What a server costs rises by the hour and stops rising at the monthly cap. On the 1st of the next month one invoice follows.',
        cap: 'Monthly cap',
        month: 'The month, by the hour',
        invoice: '1st: one invoice',
        caption: 'How the cost of one server adds up',
      },
    },
    signup: {
      title: 'Create your account',
      lead: 'No order and no prepayment. You pay on the 1st for what you used the month before.',
      existing: (logIn: Child) => phrase`Already have an account? ${logIn}`,
      name: 'Your name',
      company: 'Company',
      emailHint: 'We send a link to this address to confirm that it is yours.',
      submit: 'Sign up',
    },
    signupSent: {
      title: 'Check your email',
      lead: 'We have sent you an email with a link. Open it to continue. The link works for 24 hours.',
      nothing: 'No email after a few minutes?',
      spam: 'Look in your spam or junk folder.',
      again: (link: Child) => phrase`Check the address for typing mistakes, and ${link}.`,
      signUpAgain: 'sign up again',
      stillNothing: (address: Child) => phrase`Still nothing? Write to ${address}.`,
    },
    linkResent: {
      title: 'A fresh link is on its way',
      lead: 'Check your email and open the new link. It works for 24 hours.',
      nothing: (signUpAgain: Child) =>
        phrase`No email after a few minutes? Look in your spam or junk folder, or ${signUpAgain}.`,
      signUpAgain: 'sign up again',
    },
    verify: {
      title: 'One last step',
      lead: (email: Child) =>
        phrase`Your email address is ${email}. Accept the terms and we create your account.`,
      otherBrowser:
        'You opened this link in another browser than the one you signed up with. Enter the password you want to use; it replaces the one typed at sign-up.',
      submit: 'Accept and create my account',
    },
    linkProblem: {
      expired: {
        title: 'This link has expired',
        lead: 'Links in our emails work for 24 hours. We can send you a fresh one to the same address.',
        submit: 'Send a fresh link',
      },
      used: {
        title: 'This link was already used',
        lead: 'Your account exists. Log in with your email address and your password.',
        forgotten: (link: Child) => phrase`Forgotten your password? ${link}`,
        chooseNew: 'Choose a new one',
      },
      unknown: {
        title: 'We do not know this link',
        lead: 'Perhaps the address was not copied whole. Please open the link in the email again, or copy all of it.',
        hint: 'If that does not help, sign up again. You get a fresh link by email.',
      },
    },
    ready: {
      title: 'Your account is ready',
      lead: 'Go to the panel and create your first server. You do not need another password.',
      hint: 'You pay nothing today. On the 1st of each month we email you one invoice for what you used the month before.',
      notYetTitle: 'Your account is created',
      notYetLead: 'Your access to the panel needs a little longer.',
    },
    provisioning: {
      title: 'We are setting up your access to the panel',
      keepTrying:
        'We keep trying, and we will email you when it is ready. You do not need to do anything.',
      personTitle: 'A person has to look at this',
      notAutomatic: (reason: string) =>
        `${reason} We cannot connect it to your account automatically.`,
      person: (address: Child) =>
        phrase`Our team has to check it first. We will email you when your access is ready. Questions? Write to ${address}.`,
      reasons: {
        panel_unavailable: 'The panel does not answer right now.',
        panel_outcome_unknown: 'The panel has not confirmed yet that your access was created.',
        panel_rejected: 'The panel did not accept our request.',
        panel_refused_address: 'The panel did not accept your email address.',
        panel_user_is_admin: 'Your email address already has a special account in the panel.',
        panel_user_of_another_client: 'Your email address is already in use in the panel.',
        panel_users_ambiguous: 'Your email address is in the panel more than once.',
      },
    },
    login: {
      title: 'Log in',
      newHere: (create: Child) => phrase`New here? ${create}`,
      createAccount: 'Create an account',
      forgotten: 'Forgotten your password?',
      notices: {
        signed_out: 'You are logged out.',
        password_changed: 'Your password is changed. Please log in with the new one.',
      },
      sessionNeeded: 'Please log in to continue.',
      failedTitle: 'That did not work',
      failed: 'The email address or the password is not right. Please try again.',
    },
    forgot: {
      title: 'Forgotten your password?',
      lead: 'Enter your email address. We send you a link to choose a new password.',
      submit: 'Send the link',
    },
    forgotSent: {
      title: 'Check your email',
      lead: 'If this address has an account, we have sent it a link to choose a new password. The link works for one hour.',
      nothing: (tryAgain: Child) =>
        phrase`No email after a few minutes? Look in your spam or junk folder. Then check the address and ${tryAgain}.`,
      tryAgain: 'try again',
    },
    reset: {
      title: 'Choose a new password',
      lead: 'It replaces your old password. You then log in with the new one.',
      submit: 'Save the new password',
      problems: {
        expired: {
          title: 'This link has expired',
          lead: 'Links to choose a new password work for one hour. Ask for a fresh one.',
        },
        used: {
          title: 'This link was already used',
          lead: 'Each link works once. Log in with your new password, or ask for a fresh link.',
        },
        unknown: {
          title: 'We do not know this link',
          lead: 'Perhaps the address was not copied whole. Open the link in the email again, or ask for a fresh one.',
        },
      },
    },
    dashboard: {
      title: 'Dashboard',
      hello: (name: Child) => phrase`Hello, ${name}`,
      invoicesIn: (currency: string) => `invoices in ${currency}`,
    },
    enrolledPanel: {
      title: 'Your servers',
      text: 'Create, manage and delete servers in the panel. You do not need another password.',
      logIn: 'Log in to the panel',
      nextInvoice: 'Your next invoice',
      nextInvoiceFor: (month: string) =>
        `It lists what your servers used in ${month}. We email it to you. If you used nothing, there is no invoice.`,
      eachMonth:
        'On the 1st of each month we email you one invoice for the month before. If you used nothing, there is no invoice.',
    },
    notEnrolledPanel: {
      title: 'Start using servers by the hour',
      underWay: 'Your access is on its way',
      text: 'You have an account with us, but no access to the server panel yet. Accept the terms and we create it for you. It costs nothing. You pay only for the servers you create, by invoice, on the 1st of the month after.',
      submit: 'Accept and get access',
    },
    signOnProblem: {
      not_enrolled: {
        title: 'You have no access to the panel yet',
        lead: 'Your dashboard shows what is missing and what happens next.',
      },
      panel_unavailable: {
        title: 'The panel does not answer right now',
        lead: 'Please try again in a few minutes. If it goes on, write to us.',
      },
      panel_rejected: {
        title: 'The panel did not let you in',
        lead: 'Something about your access needs a person to look at it. Please write to us.',
      },
      support: (address: Child) => phrase`Support: ${address}`,
    },
    invoices: {
      title: 'Invoices',
      caption: 'Your invoices, newest first',
      number: 'Invoice',
      month: 'For',
      issued: 'Issued',
      due: 'Due',
      total: 'Total',
      nothingToPay: 'Nothing to pay',
      noneTitle: 'No invoices yet',
      none: 'Your first one comes on the 1st of the month after you create a server. You will find all your invoices here.',
      state: 'State',
      states: {
        due: 'Due',
        past_due: 'Due date passed',
        partially_paid: 'Partly paid',
        paid: 'Paid',
        refunded: 'Refunded',
        cancelled: 'Cancelled',
        credit: 'Credit',
      },
      files: 'Files',
      file: (type: string, number: string) => `${number} as ${type}`,
      filterYear: 'Year',
      filterState: 'State',
      all: 'All',
      noneFound: 'Nothing here',
      otherFilter: 'No document fits this choice. Choose another year or state.',
      older: 'Older documents',
      allInvoices: 'All invoices',
    },
    invoice: {
      month: (month: string) => `For ${month}`,
      total: 'Total',
      dueOn: (date: string) => `Due on ${date}`,
      nothingToPay: 'Nothing to pay',
      keep: (file: Child) =>
        phrase`The PDF is the same document for your files, the CSV has a row for each resource. Everything to recalculate it with is in the ${file}.`,
      back: 'All invoices',
      verificationFile: 'Verification file (JSON)',
      corrects: {
        supplement: (month: string) =>
          `This supplement corrects the invoice for ${month}: it adds what was missing there.`,
        credit_note: (month: string) =>
          `This credit note corrects the invoice for ${month}: it takes back what was too much there.`,
      },
      difference: 'Each line is the difference to what was billed before.',
      from: 'From',
      to: 'To',
      issued: 'Issued',
      period: 'Period',
      timeZone: 'Time zone',
      tokenPrice: 'Price per token',
      howToPay: 'How to pay',
      rounding:
        'Amounts are tokens × price per token, rounded per line. The total is the sum of the rounded lines.',
      checksum: (hash: Child) => phrase`Made from usage with the checksum ${hash}.`,
      checksumInPrint: (hash: string) => `Made from usage with the checksum ${hash}.`,
      noPdf: 'The PDF cannot be made right now. Print this page instead, or try again later.',
      questions: {
        invoice: (address: string) => `Questions about this invoice? Write to ${address}.`,
        supplement: (address: string) => `Questions about this supplement? Write to ${address}.`,
        credit_note: (address: string) => `Questions about this credit note? Write to ${address}.`,
      },
    },
    invoiceLines: {
      caption: 'One line for each server and for its backups',
      server: 'Server',
      kind: 'What for',
      hours: 'Hours',
      tokens: 'Tokens',
      amount: 'Amount',
      kinds: {
        server: 'Server',
        backup: 'Its backups',
        additional_ip: 'Its additional addresses',
      },
      sums: { server: 'Servers', backup: 'Backups', additional_ip: 'Additional addresses' },
      serverNumber: (id: number) => `no. ${id}`,
      total: 'Total',
    },
    signIn: {
      tooSoonTitle: 'Please wait a little',
      tooSoon: (waitMs: number) =>
        `There were several attempts that did not work. You can try again in ${duration(waitMs)}.`,
      tryAgainTitle: 'Please try again in a few seconds',
      tryAgain:
        'We are very busy just now and could not do this. Nothing happened, and nothing is wrong with what you entered.',
      cookiesOffTitle: 'Your browser does not keep cookies',
      cookiesOff:
        'Without them we cannot tell that you have logged in. Allow cookies for this site and log in again.',
      orPasskey: 'Log in with a passkey',
      passkeyFailed: 'This passkey did not work. Try again, or use your password.',
      emailChanged: 'Your email address is changed. Please log in with the new one.',
      signedOutEverywhere: 'You are logged out everywhere.',
      codeTitle: 'Enter your code',
      codeLead:
        'Open your authenticator app and enter the 6 digits that it shows for this account.',
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
        'your accounts elsewhere that are linked with this one',
        'your budgets, and what the days of this month have cost',
        'which emails we sent you and when, as far back as we keep it',
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
      endsOn: (date: string) =>
        `If no server of yours was there this month, the account closes within a day; otherwise on ${date}, after the last invoice, as long as no server is left by then.`,
      untilThen:
        'Until then everything works as before, and servers that still run go on costing: delete them in the panel.',
      cancel: 'Keep my account',
      closedTitle: 'Your account is closed',
      closedLead:
        'Nothing is left to pay, and what we need not keep is erased. Goodbye, and thank you.',
    },
    usage: {
      title: 'This month',
      soFar: (month: string) => `${month} so far`,
      table: {
        caption: 'What each server has cost this month',
        server: 'Server',
        cap: 'Monthly cap',
        hours: 'Hours',
        soFar: 'So far',
        byMonthEnd: 'By month’s end',
        total: 'Total',
        notKnown: 'not known',
      },
      caps: {
        none: 'No cap',
        reached: 'Reached. It costs nothing more this month.',
        not_this_month: 'Not reached this month',
        suspended: 'Suspended. It costs nothing while it is.',
        gone: 'Deleted. It costs nothing more.',
        unknown: 'Not known',
      },
      capAhead: (day: string) => `Reaches its cap on ${day}, and costs nothing more after that.`,
      nothing: 'Nothing used this month',
      nothingHint: (asOf: string) =>
        `As of ${asOf}. A server that you create shows up here within the hour.`,
      hint: (asOf: string) =>
        `As of ${asOf}, backups and additional addresses included, before tax. The second figure is what the month will cost if you keep your servers as they are.`,
      slow: 'The panel is slow at the moment.',
      show: 'Show what this month costs',
      unavailable:
        'We cannot read your usage at the moment, so we show no figure. Your servers and your invoice are not affected.',
      again: 'Try again',
      more: 'Day by day, and alerts by email',
    },
    usageDays: {
      title: 'Day by day',
      chart: (month: string, highest: string) =>
        `Cost of each day of ${month} as bars; the highest is ${highest}.`,
      asTable: 'The same as a table',
      day: 'Day',
      cost: 'Cost',
      today: 'so far',
      notRead: 'not read yet',
      hint: 'A server that has reached its cap adds nothing to the days after.',
    },
    budgets: {
      title: 'Tell me by email',
      lead: 'Once a month for each amount, when the month has cost that much. It stops nothing: only you delete servers.',
      amount: (place: number, currency: string) => `Amount ${place} in ${currency}`,
      save: 'Save these amounts',
      saved: 'Saved.',
      malformed: 'Use whole amounts such as 50, or leave the field empty.',
    },
    pay: {
      button: 'Pay this invoice',
      title: (number: string) => `Invoice ${number}`,
      lead: (total: string, month: string, due: string) => `${total} for ${month}, due on ${due}.`,
      details: 'See what it is for',
      opens: (provider: string) => `You pay at the billing system of ${provider}, which opens now.`,
      problemTitle: 'Paying is not possible right now',
      problem:
        'The billing system does not answer. Please try again in a few minutes. If it goes on, write to us.',
      support: (address: Child) => phrase`Support: ${address}`,
      back: 'Back to the invoice',
    },
    identity: {
      continueWith: (name: string) => `Continue with ${name}`,
      accept: {
        title: 'One last step',
        lead: (name: string, email: Child) =>
          phrase`${name} says that you are ${email}. Accept the terms and we create your access to the panel. There is nothing else to fill in.`,
        account: 'Account to be billed',
        accountHint: 'You own several. Your invoices will appear in the one you choose.',
        accountMissing: 'Choose one of your accounts.',
        oneAccount: (account: Child) =>
          phrase`Your invoices will appear in your account ${account}.`,
        noCurrency:
          'That account is billed in a currency that we do not offer here. Choose another one, or write to us.',
        haveAccount: (logIn: Child) => phrase`You have an account here already? ${logIn}`,
        submit: 'Accept and create my access',
      },
      problems: {
        begin_again: {
          title: 'Please begin again',
          text: 'This step was used already, took too long, or was begun in another browser.',
        },
        refused_there: {
          title: 'You did not agree',
          text: 'Nothing was passed on to us, and nothing has changed. You can begin again, or create an account here without it.',
        },
        too_soon: {
          title: 'Please wait a minute',
          text: 'There were many attempts from your network. Then begin again.',
        },
        provider_unavailable: {
          title: 'We got no answer',
          text: 'We could not ask who you are right now. Try again in a few minutes. Nothing has changed.',
        },
        not_recognised: {
          title: 'We could not recognise you',
          text: 'The answer that came back is not one that we can rely on. Begin again. If that does not help, write to us.',
        },
        address_missing: {
          title: 'Your email address is missing',
          text: 'We were told who you are, but not your email address. Create an account here instead; we send a link to confirm your address.',
        },
        address_not_proved: {
          title: 'Your email address is not confirmed yet',
          text: 'Confirm it there and begin again. Or create an account here with the same address; we send a link to confirm it, and your invoices go to the account that you have there.',
        },
        log_in_first: {
          title: 'Log in here first',
          text: 'There is an account here with your email address, and your address is not confirmed over there. Log in to your account here once; then we connect the two.',
        },
        billing_unavailable: {
          title: 'We got no answer',
          text: 'We could not look up your billing account right now. Try again in a few minutes. Nothing has changed.',
        },
        accounts_taken: {
          title: 'Your billing account is in use here',
          text: 'It belongs to another account with us. Log in to that one, or write to us.',
        },
        identity_taken: {
          title: 'Connected elsewhere',
          text: 'It is connected with another account here. Nothing has changed.',
        },
      },
      again: 'Begin again',
      signUp: 'Create an account',
      help: (address: Child) => phrase`Need help? Write to ${address}.`,
      connect: {
        row: (name: string) => `Log in with ${name}`,
        connected: 'Connected',
        notConnected: 'Not connected',
        lead: (name: string) =>
          `Once connected, logging in to ${name} opens this account, too. Codes from an app are still asked for.`,
        recognised: (email: Child) => phrase`You have just come from there as ${email}.`,
        submit: 'Connect',
        remove: 'Disconnect',
        removeHint:
          'Afterwards you log in with your password or a passkey. If you never chose a password, ask for one by “Forgotten your password?” first.',
      },
    },
    embed: {
      title: 'This panel cannot be shown',
      signature_old: 'It was opened too long ago. Please load the page again.',
      signature_wrong: 'The page that it stands on has to be set up anew. Please tell our support.',
      invitation:
        'Servers by the hour: create them in the panel, pay for what you used by one invoice on the 1st of the month after. Access costs nothing.',
    },
    challenge: {
      needsScript:
        'This form asks a program of Cloudflare whether a person sends it, and that needs JavaScript. Switch it on for this page, or write to us.',
      failures: {
        missing:
          'Wait until the check above says that it is done, then send the form again. If no check appears, your browser or an extension blocks challenges.cloudflare.com.',
        expired: 'The check was too long ago. Do it once more, then send the form again.',
        refused: 'The check did not work. Do it once more, then send the form again.',
        unavailable:
          'At the moment we cannot check whether a person sends this form. Please try again in a few minutes.',
      },
    },
    errors: {
      help: (address: Child) => phrase`Need help? Write to ${address} and include the reference.`,
      reference: (status: number, reference: Child) =>
        phrase`Error ${status}. Reference: ${reference}`,
      not_found: { title: 'Page not found', message: 'There is nothing at this address.' },
      too_large: { title: 'Too large', message: 'This form was larger than we accept.' },
      too_slow: {
        title: 'Too slow',
        message:
          'What you sent did not arrive in time, and nothing was done. Please try again with a better connection.',
      },
      address_too_long: {
        title: 'Address too long',
        message: 'The address of this page is longer than any of ours.',
      },
      head_too_large: {
        title: 'Too much at once',
        message:
          'Your browser sent more with this request than we accept. Deleting the cookies of this site should help.',
      },
      type_unknown: {
        title: 'Not accepted',
        message: 'We do not accept this kind of content here.',
      },
      too_many: {
        title: 'Please wait a minute',
        message:
          'There were very many requests from your network. Wait a minute, then open the page again.',
      },
      other_site: {
        title: 'Not accepted',
        message:
          'This form came from another site, so we did not accept it. Open the page here and try again.',
      },
      not_open: {
        title: 'Not open yet',
        message:
          'Accounts cannot be made yet, because our terms are not published. Please try again later; your link keeps working.',
      },
      unreadable: { title: 'Not accepted', message: 'We could not read this request.' },
      internal: {
        title: 'Something went wrong',
        message: 'This is our fault, and nothing was lost. Please try again in a minute.',
      },
    },

    emails: {
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
      hello: (name: string) => `Hello ${name},`,
      helloAnybody: 'Hello,',
      copyAddress: 'Or copy this address into your browser:',
      verify_address: {
        subject: (provider: string) => `Confirm your email address for ${provider}`,
        before: (provider: string) =>
          `You are one step away from your account with ${provider}. Confirm your email address, accept the terms, and you can start.`,
        action: 'Confirm my email address',
        validity: 'The link works for 24 hours.',
        notYou:
          'You did not sign up? Then you can ignore this email. No account is created without this link.',
      },
      already_client: {
        subject: (provider: string) => `You already have an account with ${provider}`,
        before: (provider: string) =>
          `Somebody, probably you, wanted to use this email address for an account with ${provider}. It already has one, so nothing has changed. You can log in.`,
        action: 'Log in',
        forgotten: 'Forgotten your password? Choose a new one here:',
        notYou: 'That was not you? Then you can ignore this email.',
      },
      account_ready: {
        subject: (provider: string) => `Your account with ${provider} is ready`,
        before:
          'Your account is ready. From your dashboard, one click takes you to the panel, where you create your servers.',
        action: 'Open my dashboard',
        after:
          'You pay nothing now. On the 1st of each month we email you one invoice for what you used the month before. If you used nothing, there is no invoice.',
      },
      invitation: {
        subject: (provider: string) => `Your servers with ${provider}: choose a password`,
        before: (provider: string) =>
          `${provider} has a new place for your servers and invoices. Your account is there already. Choose a password, read the terms, and you can see everything.`,
        action: 'Choose my password',
        validity:
          'The link works for 7 days. After that, "Forgotten your password?" on the login page sends a new one.',
        unchanged: 'Your servers and your access to the panel stay as they are.',
      },
      reset_password: {
        subject: (provider: string) => `Choose a new password for ${provider}`,
        before: (provider: string) =>
          `You asked to choose a new password for your account with ${provider}.`,
        action: 'Choose a new password',
        validity: 'The link works for one hour.',
        notYou:
          'You did not ask for this? Then you can ignore this email. Your password stays as it is.',
      },
      budget_reached: {
        subject: (month: string, budget: string) => `${month} has reached ${budget}`,
        before: (provider: string, soFar: string, month: string, budget: string) =>
          `Your servers with ${provider} have cost ${soFar} so far in ${month}. You asked to be told at ${budget}.`,
        action: 'See what costs how much',
        after:
          'Nothing was stopped: your servers run on until you delete them. You can change these amounts on the same page.',
      },
      invoice_issued: {
        subject: (document: string, number: string, month: string, total: string) =>
          `${document} ${number} for ${month}: ${total}`,
        opening: {
          invoice: (provider: string, month: string) =>
            `Here is your invoice from ${provider} for ${month}.`,
          supplement: (provider: string, month: string) =>
            `Your invoice from ${provider} for ${month} was too low. This supplement adds the difference.`,
          credit_note: (provider: string, month: string) =>
            `Your invoice from ${provider} for ${month} was too high. This credit note takes the difference back.`,
        },
        facts: (document: string, number: string, total: string) =>
          `${document} ${number}. Total: ${total}.`,
        due: (date: string) => `Due on ${date}.`,
        nothingToPay: 'There is nothing to pay.',
        action: {
          invoice: 'View the invoice',
          supplement: 'View the supplement',
          credit_note: 'View the credit note',
        },
        ownLines: 'It lists each server and its backups on their own lines.',
        difference: 'Each line is the difference to what was billed before.',
      },
    },
  },
};
