import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/staff/ui/address';

describe('an address said in one breath', () => {
  it.each([
    ['214 Queen St W, Toronto, ON M5V 1Z8', { street: '214 Queen St W', city: 'Toronto', province: 'ON', postal_code: 'M5V 1Z8' }],
    ['214 Queen St W, Toronto ON m5v1z8', { street: '214 Queen St W', city: 'Toronto', province: 'ON', postal_code: 'M5V 1Z8' }],
    ['9 Elm St, North York', { street: '9 Elm St', city: 'North York' }],
    ['9 Elm St, Calgary, ab', { street: '9 Elm St', city: 'Calgary', province: 'AB' }],
    ['1 Main St, Springfield, IL 62701-1234', { street: '1 Main St', city: 'Springfield', province: 'IL', postal_code: '62701-1234' }],
    ['12 MG Road, Pune, MH 411001', { street: '12 MG Road', city: 'Pune', province: 'MH', postal_code: '411001' }],
    ['5 rue Saint-Denis, Montréal, QC H2X 3K8', { street: '5 rue Saint-Denis', city: 'Montréal', province: 'QC', postal_code: 'H2X 3K8' }],
  ])('%s', (text, parts) => expect(readAddress(text)).toEqual(parts));

  it.each(['214 Queen St W', '', 'Unit 4, 214 Queen St W, Building C, Toronto', '214 Queen St W,'])('leaves "%s" as it is', (text) => expect(readAddress(text)).toBeNull());
});
