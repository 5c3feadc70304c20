/** What an administrator sets up once: currencies, payment methods, groups, tax rules, letters, fields. */
import { z } from 'zod';

const currencySchema = z.strictObject({
  id: z.int().min(1),
  code: z.string().length(3),
  prefix: z.string().default(''),
  suffix: z.string().default(''),
  format: z.int().default(1),
  rate: z.string().default('1.00000'),
});
const paymentMethodSchema = z.strictObject({
  module: z.string().min(1),
  displayname: z.string(),
  isCard: z.boolean().default(false),
});
const groupSchema = z.strictObject({
  id: z.int().min(1),
  groupname: z.string(),
  groupcolour: z.string().default('#FFFFFF'),
  discountpercent: z.string().default('0.00'),
  susptermexempt: z.string().default(''),
  separateinvoices: z.string().default(''),
});
const taxRuleSchema = z.strictObject({
  id: z.int().min(1),
  level: z.union([z.literal(1), z.literal(2)]).default(1),
  name: z.string().default('VAT'),
  /** Empty for every country, or every state of it. */
  country: z.string().default(''),
  state: z.string().default(''),
  /** Percent, for example "19.000". */
  rate: z.string(),
});
const templateSchema = z.strictObject({
  id: z.int().min(1),
  type: z.enum(['general', 'product', 'domain', 'invoice', 'support', 'affiliate']),
  name: z.string(),
  subject: z.string(),
  custom: z.boolean().default(false),
  isDisabled: z.boolean().default(false),
});
const customFieldSchema = z.strictObject({
  id: z.int().min(1),
  name: z.string(),
  isRequired: z.boolean().default(false),
});

const catalogueFields = {
  currencies: z.array(currencySchema).min(1),
  paymentMethods: z.array(paymentMethodSchema).min(1),
  groups: z.array(groupSchema),
  taxRules: z.array(taxRuleSchema),
  emailTemplates: z.array(templateSchema),
  customFields: z.array(customFieldSchema),
};

export const catalogueSchema = z.strictObject(catalogueFields).partial();
export type Catalogue = z.output<z.ZodObject<typeof catalogueFields>>;
export type Currency = Catalogue['currencies'][number];
export type EmailTemplate = Catalogue['emailTemplates'][number];

export function initialCatalogue(): Catalogue {
  return {
    currencies: [
      { id: 1, code: 'EUR', prefix: '€', suffix: ' EUR', format: 1, rate: '1.00000' },
      { id: 2, code: 'USD', prefix: '$', suffix: ' USD', format: 1, rate: '1.10000' },
      { id: 3, code: 'GBP', prefix: '£', suffix: ' GBP', format: 1, rate: '0.85000' },
      { id: 4, code: 'INR', prefix: '₹', suffix: ' INR', format: 1, rate: '92.00000' },
      { id: 5, code: 'JPY', prefix: '¥', suffix: ' JPY', format: 4, rate: '160.00000' },
    ],
    paymentMethods: [
      { module: 'banktransfer', displayname: 'Bank Transfer', isCard: false },
      { module: 'mailin', displayname: 'Mail In Payment', isCard: false },
      { module: 'democard', displayname: 'Credit Card', isCard: true },
    ],
    groups: [],
    taxRules: [],
    emailTemplates: initialTemplates(),
    customFields: [],
  };
}

export function currencyOf(catalogue: Catalogue, id: number): Currency {
  const currency = catalogue.currencies.find((one) => one.id === id) ?? catalogue.currencies[0];
  if (currency === undefined) throw new Error('a catalogue has at least one currency');
  return currency;
}

export function defaultGateway(catalogue: Catalogue): string {
  return catalogue.paymentMethods[0]?.module ?? '';
}

function initialTemplates(): EmailTemplate[] {
  const rows: [EmailTemplate['type'], string, string][] = [
    ['general', 'Client Signup Email', 'Welcome'],
    ['general', 'Password Reset Validation', 'Choose a new password'],
    ['general', 'Client Email Address Verification', 'Confirm Your Registration'],
    ['invoice', 'Invoice Created', 'Customer Invoice'],
    ['invoice', 'Invoice Payment Reminder', 'Invoice Payment Reminder'],
    ['invoice', 'Invoice Payment Confirmation', 'Invoice Payment Confirmation'],
  ];
  return rows.map(([type, name, subject], index) => ({
    id: index + 1,
    type,
    name,
    subject,
    custom: false,
    isDisabled: false,
  }));
}
