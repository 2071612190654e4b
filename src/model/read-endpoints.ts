import { Cursor } from './cursor';
import { readAddress, readPortNumber, readProtocol } from './pod-template';
import { EndpointPort } from './service';
import { IpRange } from '../values';

/** An address that traffic may go to; none, with an error, when the text is no address. */
export function readEndpointAddress(cursor: Cursor): IpRange[] {
  const address = readAddress(cursor);
  if (address !== undefined) return [address];
  cursor.error('SVC003', `"${cursor.text() ?? ''}" is no address; it is ignored`);
  return [];
}

export function readEndpointPort(cursor: Cursor): EndpointPort[] {
  const port = readPortNumber(cursor.field('port'));
  const protocol = readProtocol(cursor.field('protocol'));
  return port === undefined || protocol === undefined ? [] : [{ name: cursor.field('name').text() ?? '', port, protocol }];
}
