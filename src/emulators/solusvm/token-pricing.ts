/**
 * What the panel keeps of the billing system's prices in a project. The names are confirmed. The real panel gets the
 * values from the billing system; this one has fixed ones, so that the fields are there in the vendor's form.
 */
export const TOKEN_PRICING = {
  unit_cost: 0.001,
  currency_code: 'USD',
  currency_prefix: '$',
  currency_suffix: '',
  currency_decimals: 2,
  currency_decimals_separator: '.',
  currency_thousands_separator: ',',
  taxes_inclusive: false,
  taxes: [],
} as const;
