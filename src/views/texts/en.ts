// English, and by its type the list of everything that a language has to say. Plain words, short sentences. One section
// a page or component; what several of them say stands at the top.
import type { Child } from 'hono/jsx';
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from '#core/enrolment/password-rule.ts';
import { accountEmails, accountTexts } from './account-en.ts';
import { landing } from './landing-en.ts';
import { letters } from './letters-en.ts';
import { phrase } from './phrase.ts';
import { usageTexts } from './usage-en.ts';

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

    landing,
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
    ...accountTexts,
    ...usageTexts,
    embed: {
      title: 'This panel cannot be shown',
      signature_old: 'It was opened too long ago. Please load the page again.',
      signature_wrong: 'The page that it stands on has to be set up anew. Please tell our support.',
      invitation:
        'Servers by the hour: create them in the panel, pay for what you used by one invoice on the 1st of the month after. Access costs nothing.',
    },
    errors: {
      help: (address: Child) => phrase`Need help? Write to ${address} and include the reference.`,
      reference: (status: number, reference: Child) =>
        phrase`Error ${status}. Reference: ${reference}`,
      not_found: { title: 'Page not found', message: 'There is nothing at this address.' },
      too_large: { title: 'Too large', message: 'This form was larger than we accept.' },
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

    emails: { ...accountEmails, ...letters },
  },
};
