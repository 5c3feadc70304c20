// Texts that read like the real thing, short enough to be read in the demo.

interface DemoTerms {
  readonly kind: 'terms_of_service' | 'post_pay_terms';
  readonly version: string;
  readonly text: string;
}

const TERMS_OF_SERVICE = `Terms of Service of Northwind Hosting

1. What we provide
We provide virtual servers that you create, use and delete yourself in our panel. We keep the machines below them
running and connected. Each server is yours alone to manage: its system, its software and its data.

2. Your account
You give us a name and an email address that reaches you. Keep your password to yourself. What is done from your
account counts as done by you, until you tell us that somebody else got in.

3. What is not allowed
No attacks on others, no unsolicited mail, nothing that the law forbids. We may stop a server that harms others. We
tell you at once when we do, and why.

4. Your data
Your servers are yours, and so is what is on them. We do not look into them. Deleting a server deletes its disk and
its backups for good. Keep a copy elsewhere of what you cannot lose.

5. Availability
We announce planned work at least 48 hours ahead. If a server is down for more than four hours in a month through our
fault, write to us: the hours it was down are taken off your next invoice.

6. Ending it
You can stop at any time: delete your servers, and nothing more is counted. We can end an account with 30 days'
notice, or at once where point 3 is broken badly.

7. Changes
A new version of these terms applies to you once you have accepted it.
`;

const POST_PAY_TERMS = `Post-pay Terms of Northwind Hosting

1. Pay afterwards
There is no order and no prepayment. You use servers during a month, and on the 1st of the next month you get one
invoice for it by email.

2. How it is counted
The panel counts each started hour of a server in tokens, from its creation to its deletion, also while it is stopped,
because its disk and its address stay reserved. Each plan has a price per hour and a cap per month: once a server
reaches the cap, the rest of the month adds nothing. Backups add the percentage that the plan names.

3. What a token costs
The price of a token in your currency is printed on every invoice. A new price begins on the 1st of a month at the
earliest and never applies to a month that has begun.

4. The invoice
It has a line for each server and one for its backups, with hours, tokens and amount. Each amount is rounded once; the
total is the sum of the lines. A month in which you used nothing makes no invoice.

5. When to pay
Within 14 days. If an invoice stays unpaid we remind you first. We may then stop you from making new servers, and only
after a second reminder stop the ones that run.

6. Something wrong?
Write to us within 60 days. We show you the hours behind each line. An issued invoice is never changed: what was
wrong is put right by a credit note or a supplement.
`;

export const DEMO_TERMS: readonly DemoTerms[] = [
  { kind: 'terms_of_service', version: '2026-01', text: TERMS_OF_SERVICE },
  { kind: 'post_pay_terms', version: '2026-01', text: POST_PAY_TERMS },
];
