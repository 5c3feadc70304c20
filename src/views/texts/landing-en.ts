// What the landing page says, in English.

export const landing = {
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
};
