/** What `GET /whmcs/control` tells about each thing that may be posted there. */
import { failureHelp } from '../../failures/help.ts';
import { actionNames } from '../api/actions.ts';

export function controlHelp() {
  return {
    failures: failureRules(),
    actions: actionNames(),
    reset: {
      about: 'Back to a fresh installation; rules, switches and the log of calls, too.',
      example: { reset: true },
    },
    options: {
      about:
        'The switches; those not named stay. Version, typing, shapes, clock, tax, credit, meddling hooks, noise, signals: README.md explains each.',
      example: { options: { version: 9, typing: 'observed', serverOffsetMinutes: 330 } },
    },
    access: {
      about:
        'Credentials, administrators, roles, access key, allowed addresses; whole keys are replaced.',
      example: {
        access: {
          allowedIps: ['198.51.100.4'],
          roles: { everything: ['GetInvoice', 'GetInvoices'] },
        },
      },
    },
    catalogue: {
      about:
        'Currencies, payment methods, groups, tax rules, letters, custom fields; whole keys are replaced.',
      example: { catalogue: { taxRules: [{ id: 1, country: 'DE', rate: '19.000' }] } },
    },
    seed: {
      about:
        'Loads clients with their invoices, all or nothing. A client is known by e-mail and then kept as it is.',
      example: {
        seed: {
          clients: [
            {
              profile: {
                firstname: 'Ann',
                lastname: 'Lee',
                email: 'ann@example.com',
                country: 'DE',
              },
              password: 'Abcdef123',
              currency: 'EUR',
              invoices: [
                {
                  date: '2026-10-01',
                  status: 'Paid',
                  notes: 'made by the old add-on',
                  lines: [{ description: 'web-1 2026-09', amount: '6.63' }],
                },
              ],
            },
          ],
        },
      },
    },
    addon: {
      about:
        'The invoice that the vendor’s post-pay add-on makes for a month. The options addonLine, addonLineType, addonDay and addonFault say how it looks.',
      example: {
        addon: {
          clientId: 1,
          month: '2026-09',
          servers: [{ id: 54, name: 'web-1', hours: 720, tokens: 2140, amount: '6.63' }],
        },
      },
    },
    act: {
      about:
        'Something a person does there: pay-invoice, refund-invoice, cancel-invoice, unpay-invoice, delete-invoice, edit-notes, edit-line, close-client, delete-client, change-currency, allow-sso, verify-email.',
      example: { act: { do: 'pay-invoice', invoiceId: 1 } },
    },
  };
}

function failureRules() {
  return {
    ...failureHelp('/CreateInvoice'),
    path: 'A slash and the name of an action in the vendor\'s spelling, or "*" for all.',
    examples: [
      { path: '/CreateInvoice', loseReply: true },
      { path: '/CreateInvoice', delayMs: 20_000 },
      { path: '/UpdateInvoice', truncate: 20 },
      { path: '/GetInvoice', status: 502, body: '<html>', contentType: 'text/html' },
      {
        path: '*',
        status: 403,
        body: '{"result":"error","message":"Authentication Failed"}',
        times: 3,
      },
    ],
  };
}
