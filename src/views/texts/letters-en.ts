// What letters say, in English.

export const letters = {
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
      `Somebody, probably you, signed up at ${provider} with this email address. It already has an account, so nothing has changed. You can log in.`,
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
};
