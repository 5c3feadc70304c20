// The pages that an operator works with from day to day: clients, runs, documents, who is held back, deliveries and letters.
import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { adminClient } from './client.tsx';
import { adminClientActions } from './client-actions.tsx';
import { adminClients } from './clients.tsx';
import { adminDeliveries } from './deliveries.tsx';
import { adminDocument } from './document.tsx';
import { adminDocumentActions } from './document-actions.tsx';
import { adminDocuments } from './documents.tsx';
import { adminLetters } from './letters.tsx';
import { adminParked } from './parked.tsx';
import { adminRun } from './run.tsx';
import { adminRunExecute } from './run-execute.tsx';
import { adminRuns } from './runs.tsx';

export const adminDailyWork = new Hono<AppEnv>()
  .route('/', adminClients)
  .route('/', adminClientActions)
  .route('/', adminClient)
  .route('/', adminRuns)
  .route('/', adminRunExecute)
  .route('/', adminRun)
  .route('/', adminDocuments)
  .route('/', adminDocumentActions)
  .route('/', adminDocument)
  .route('/', adminParked)
  .route('/', adminDeliveries)
  .route('/', adminLetters);
