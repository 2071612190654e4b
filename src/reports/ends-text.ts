import { isWorkload, MapPeer } from '../analysis';
import { groupBy } from '../values';

/** More than these are not listed one by one. */
const SHOWN = 3;

/** Names the ends of a connection, however many they are, in a few words. */
export class EndsText {
  private readonly namespaces = new Map<string, string>();
  private readonly sizes = new Map<string, number>();
  private readonly memo = new Map<readonly string[], string>();

  constructor(peers: readonly MapPeer[]) {
    for (const peer of peers.filter(isWorkload)) {
      this.namespaces.set(peer.id, peer.namespace);
      this.sizes.set(peer.namespace, (this.sizes.get(peer.namespace) ?? 0) + 1);
    }
  }

  public of(ids: readonly string[]): string {
    let text = this.memo.get(ids);
    if (text === undefined) {
      text = ids.length === 1 ? endText(ids[0]) : this.ofWorkloads(ids);
      this.memo.set(ids, text);
    }
    return text;
  }

  private ofWorkloads(ids: readonly string[]): string {
    if (ids.length === this.namespaces.size) return 'every workload';
    const { namespaces, rest } = this.sorted(ids);
    if (namespaces.length + rest.length > SHOWN && ids.length > this.namespaces.size / 2) {
      const listed = new Set(ids);
      const others = this.sorted([...this.namespaces.keys()].filter(id => !listed.has(id)));
      if (others.namespaces.length + others.rest.length <= SHOWN) return `every workload but ${listText(others, 'those')}`;
    }
    return listText({ namespaces, rest });
  }

  /** The namespaces of which every workload is among these, and the workloads that are in no such. */
  private sorted(ids: readonly string[]): Sorted {
    const byNamespace = [...groupBy(ids, id => this.namespaces.get(id)!)];
    const isWhole = ([namespace, members]: [string, string[]]) => members.length > 1 && members.length === this.sizes.get(namespace);
    return {
      namespaces: byNamespace.filter(isWhole).map(([namespace]) => namespace),
      rest: byNamespace.filter(entry => !isWhole(entry)).flatMap(([, members]) => members),
    };
  }
}

interface Sorted {
  readonly namespaces: readonly string[];
  readonly rest: readonly string[];
}

/** Everywhere outside is two very long ranges. */
export const endText = (id: string): string =>
  id.replace('0.0.0.0-255.255.255.255', '0.0.0.0/0').replace('::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::/0');

/** Such as `shop/a[Pod], shop/b[Pod] and 498 others`. */
export function shortList(names: readonly string[], others = 'others', shown = SHOWN): string {
  if (names.length <= shown) return names.join(', ');
  return `${names.slice(0, shown - 1).join(', ')} and ${names.length - shown + 1} ${others}`;
}

function listText({ namespaces, rest }: Sorted, all = 'every workload'): string {
  const whole = namespaces.length === 0 ? [] : [`${all} of ${shortList(namespaces, 'other namespaces')}`];
  return [...rest.length === 0 ? [] : [shortList(rest)], ...whole].join(', ');
}
