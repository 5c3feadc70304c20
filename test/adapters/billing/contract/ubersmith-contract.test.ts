import { contractOf } from './support/contract.ts';
import { UBERSMITH } from './support/desk-targets.ts';

contractOf(UBERSMITH);
