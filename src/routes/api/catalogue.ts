import { createRoute } from '@hono/zod-openapi';
import type { PublishedTerms, StoredTokenPrice } from '#ports/operator-lists.ts';
import { previewTokenPrice } from '#usecases/catalogue/preview-token-price.ts';
import { publishTerms } from '#usecases/catalogue/publish-terms.ts';
import { setTokenPrice } from '#usecases/catalogue/set-token-price.ts';
import { refusalProblem } from '../admin/refusal-problem.ts';
import { answers, bodyOf, forScope, refusals, refusalsOfWrite } from './answers.ts';
import { asProblem, plain } from './api-problem.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { noQuery } from './paging.ts';
import {
  priceEffect,
  priceRequest,
  publishedNow,
  publishedTerms,
  settings,
  storedPrice,
  termsRequest,
} from './schemas/catalogue.ts';
import { wholeList } from './schemas/common.ts';

/** More prices and versions than a provider ever has; the lists are not cut into pages. */
const MOST = 1_000;

const tags = ['Catalogue'];
const ofPrice = { 409: ['price_in_force'], 422: ['currency_unknown', 'price_malformed'] };

const listPrices = createRoute({
  method: 'get',
  path: '/api/v1/token-prices',
  operationId: 'listTokenPrices',
  summary: 'Token prices, newest month first',
  tags,
  ...forScope('read:catalogue'),
  request: { query: noQuery },
  responses: { ...answers(200, 'All of them.', wholeList(storedPrice)), ...refusals() },
});

const setPrice = createRoute({
  method: 'post',
  path: '/api/v1/token-prices',
  operationId: 'setTokenPrice',
  summary: 'Sets what a token costs from a month on',
  description: 'A running or past month that has a price keeps it.',
  tags,
  ...forScope('write:catalogue'),
  request: { query: noQuery, headers: onceHeaders, body: bodyOf(priceRequest) },
  responses: { ...answers(201, 'It is set.', priceRequest), ...refusalsOfWrite(ofPrice) },
});

const previewPrice = createRoute({
  method: 'post',
  path: '/api/v1/token-prices/preview',
  operationId: 'previewTokenPrice',
  summary: 'What a price would change',
  description: 'By the last month that is over. Saves nothing.',
  tags,
  ...forScope('read:catalogue'),
  request: { query: noQuery, body: bodyOf(priceRequest) },
  responses: {
    ...answers(200, 'What it would change.', priceEffect),
    ...refusals(ofPrice, { hasBody: true }),
  },
});

const listTerms = createRoute({
  method: 'get',
  path: '/api/v1/terms-versions',
  operationId: 'listTermsVersions',
  summary: 'Versions of the terms, newest first',
  description: 'Their texts stand at `/terms/{kind}/{version}`.',
  tags,
  ...forScope('read:catalogue'),
  request: { query: noQuery },
  responses: { ...answers(200, 'All of them.', wholeList(publishedTerms)), ...refusals() },
});

const publish = createRoute({
  method: 'post',
  path: '/api/v1/terms-versions',
  operationId: 'publishTerms',
  summary: 'Publishes a version of the terms',
  description: 'It is in force from now on and never changes; clients are asked to accept it.',
  tags,
  ...forScope('write:catalogue'),
  request: { query: noQuery, headers: onceHeaders, body: bodyOf(termsRequest) },
  responses: {
    ...answers(201, 'It is published.', publishedNow),
    ...refusalsOfWrite({ 409: ['terms_version_exists'] }),
  },
});

const readSettings = createRoute({
  method: 'get',
  path: '/api/v1/settings',
  operationId: 'readSettings',
  summary: 'Settings that are no secrets',
  tags,
  ...forScope('read:catalogue'),
  request: { query: noQuery },
  responses: { ...answers(200, 'The settings.', settings), ...refusals() },
});

export const apiCatalogue = newResource();

apiCatalogue.openapi(listPrices, async (c) => {
  const rows = await c.env.ports.store.operators.tokenPrices(MOST);
  return c.json({ data: rows.map(priceJson), next: null }, 200);
});

apiCatalogue.openapi(setPrice, async (c) => {
  const wanted = c.req.valid('json');
  return once(c, async () => {
    const set = await setTokenPrice(c.env.ports, wanted, c.var.caller.actor);
    return set.ok ? c.json(wanted, 201) : asProblem(refusalProblem(plain(c), set.error));
  });
});

apiCatalogue.openapi(previewPrice, async (c) => {
  const wanted = c.req.valid('json');
  const effect = await previewTokenPrice(c.env.ports, wanted);
  return effect.ok
    ? c.json({ ...wanted, ...effect.value }, 200)
    : asProblem(refusalProblem(plain(c), effect.error));
});

apiCatalogue.openapi(listTerms, async (c) => {
  const rows = await c.env.ports.store.operators.termsVersions(MOST);
  return c.json({ data: rows.map(termsJson), next: null }, 200);
});

apiCatalogue.openapi(publish, async (c) => {
  const terms = c.req.valid('json');
  return once(c, async () => {
    const published = await publishTerms(c.env.ports, terms, c.var.caller.actor);
    const { kind, version } = terms;
    return published.ok
      ? c.json({ kind, version }, 201)
      : asProblem(refusalProblem(plain(c), published.error));
  });
});

apiCatalogue.openapi(readSettings, (c) => {
  const { settings, billing } = c.env.ports;
  const { origin, timeZone, currencies, seller, paymentDays, invoiceNumberPrefix } = settings;
  const { invoiceRetentionYears, outlier, metering, apiCallsPerMinute } = settings;
  const shown = {
    ...{ origin, timeZone, currencies, seller, paymentDays, invoiceNumberPrefix },
    ...{ invoiceRetentionYears, outlier, metering, apiCallsPerMinute },
    billingSystem: billing.capabilities.name,
    usageTolerancePercent: settings.usageTolerancePercent ?? null,
  };
  return c.json(shown, 200);
});

function priceJson({ createdAtMs, ...price }: StoredTokenPrice) {
  return { ...price, setAt: new Date(createdAtMs).toISOString() };
}

function termsJson({ publishedAtMs, ...terms }: PublishedTerms) {
  return { ...terms, publishedAt: new Date(publishedAtMs).toISOString() };
}
