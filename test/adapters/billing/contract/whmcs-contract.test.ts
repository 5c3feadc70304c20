import { contractOf } from './support/contract.ts';
import { WHMCS } from './support/whmcs.ts';

contractOf(WHMCS);
