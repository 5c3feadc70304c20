import { formatDecimal } from '../billing-desk/decimal.ts';
import { unix } from './call.ts';
import type { UbersmithService } from './tables.ts';

export function serviceResource(service: UbersmithService, withMetadata: boolean) {
  const { id, clientId, description, price, quantity, period, metadata } = service;
  return {
    packid: String(id),
    clientid: String(clientId),
    planid: '0',
    servtype: '',
    desserv: description,
    price: formatDecimal(price, 2),
    quantity: formatDecimal(quantity, 4).replace(/\.?0+$/, ''),
    period: String(period),
    start: unix(service.startMs),
    end: service.endMs === null ? '0' : unix(service.endMs),
    renewdate: unix(service.renewMs),
    billed: service.billed ? '1' : '0',
    active: service.active ? '1' : '0',
    discount: formatDecimal(service.discount, 2),
    comment: service.comment,
    taxes: service.taxIds,
    ...(withMetadata && { metadata }),
  };
}
