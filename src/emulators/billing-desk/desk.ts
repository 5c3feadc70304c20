/**
 * What a person does at a billing system's own screens, and what they see there: the same few things for every emulated
 * system. The page and the control endpoint drive it; the vendor's API does not.
 */
import { z } from 'zod';

export interface DeskClient {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly currency: string;
  readonly status: string;
}

export interface DeskLine {
  readonly text: string;
  readonly quantity: string;
  readonly price: string;
}

export interface DeskInvoice {
  readonly id: string;
  readonly number: string;
  readonly clientId: string;
  /** In the vendor's word. */
  readonly state: string;
  readonly isPayable: boolean;
  readonly isPaid: boolean;
  readonly currency: string;
  readonly total: string;
  readonly due: string;
  readonly dueOn: string;
  readonly lines: readonly DeskLine[];
}

/** Ids may come as numbers. */
const id = z.union([z.string().min(1), z.int()]).transform(String);

export const deskActionSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('pay'),
    invoice: id,
    /** All that is due unless given. */
    amount: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,4})?$/)
      .optional(),
  }),
  z.strictObject({ do: z.literal('cancel'), invoice: id }),
  z.strictObject({ do: z.literal('refund'), invoice: id }),
  z.strictObject({ do: z.literal('delete_invoice'), invoice: id }),
  z.strictObject({ do: z.literal('duplicate_invoice'), invoice: id }),
  z.strictObject({
    do: z.literal('change_line'),
    invoice: id,
    /** Which one, from 0. */
    line: z.int().min(0).default(0),
    text: z.string().optional(),
    price: z
      .string()
      .regex(/^-?\d{1,9}(\.\d{1,4})?$/)
      .optional(),
  }),
  z.strictObject({ do: z.literal('delete_client'), client: id }),
  z.strictObject({
    do: z.literal('change_currency'),
    client: id,
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
]);

export type DeskAction = z.output<typeof deskActionSchema>;

/** Where the action came from: a webhook address without a host is resolved against it. */
export interface DeskOccasion {
  readonly origin: string;
}

export interface Desk {
  readonly clients: () => readonly DeskClient[];
  readonly invoices: () => readonly DeskInvoice[];
  readonly currencies: () => readonly string[];
  /** Answers why not, or null when it is done, webhooks included. */
  readonly act: (action: DeskAction, occasion: DeskOccasion) => Promise<string | null>;
}

/** What `GET control` tells about the actions. */
export const DESK_HELP = {
  about: 'What a person would do at the screens of the billing system. One action a call.',
  examples: [
    { do: 'pay', invoice: '1' },
    { do: 'pay', invoice: '1', amount: '5.00' },
    { do: 'cancel', invoice: '1' },
    { do: 'refund', invoice: '1' },
    { do: 'delete_invoice', invoice: '1' },
    { do: 'duplicate_invoice', invoice: '1' },
    { do: 'change_line', invoice: '1', line: 0, price: '9.99' },
    { do: 'delete_client', client: '1' },
    { do: 'change_currency', client: '1', currency: 'USD' },
  ],
};
