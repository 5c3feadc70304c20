import { contractOf } from './support/contract.ts';
import { BLESTA } from './support/desk-targets.ts';

contractOf(BLESTA);
