import { contractOf } from './support/contract.ts';
import { HOSTBILL } from './support/desk-targets.ts';

contractOf(HOSTBILL);
