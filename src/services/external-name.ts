import { UsageError } from '../errors';
import { checkedHost, parseAddress } from '../values';

/** Checks the name that a Service of type ExternalName stands for: a host outside, never a way around the policies inside. */
export function checkedExternalName(where: string, name: string): string {
  const plain = name.replace(/\.$/, '');
  if (parseAddress(plain) !== undefined) {
    throw new UsageError(where, `"${name}" is an address, which DNS cannot answer with as a name`, 'use an ExternalService with that endpoint');
  }
  if (/^(.*\.)?localhost(\.localdomain)?$/i.test(plain)) {
    throw new UsageError(where, `"${name}" is whoever asks: a proxy that follows it connects to itself`, 'name a host outside the cluster');
  }
  if (/\.svc(\.|$)/i.test(plain) || /\.(cluster|clusterset)\.local$/i.test(plain)) {
    throw new UsageError(where, `"${name}" is inside the cluster, past whatever keeps namespaces apart`,
      'connect to that Service by its own name, and allow it with allowTo');
  }
  return checkedHost(where, plain);
}
