import { Difference, Passage } from '../../../src/analysis';
import { diffFormats, DiffReport } from '../../../src/reports';
import { parseCidr, Protocol, Question, rangesText } from '../../../src/values';

export const WEB = 'shop/web[Deployment]';
export const DB = 'shop/db[StatefulSet]';
export const ENDS = { source: WEB, destination: DB, replicas: false };

export const NOTHING: Difference = {
  added: [], removed: [], changed: [], workloads: { added: [], removed: [] }, outside: new Map(), assumedAlike: [],
};

/** These ports, certainly. */
export const tcp = (...ports: number[]): Passage =>
  ({ ports: ports.map(port => ({ protocol: Protocol.TCP, first: port, last: port })), verdict: 'allowed', depends: [] });

export const depending = (passage: Passage, ...depends: Question[]): Passage => ({ ...passage, verdict: 'depends', depends });

/** The id of these blocks outside the cluster, and what a difference knows of it. */
export function blocks(...cidrs: string[]): { readonly id: string; readonly outside: Difference['outside'] } {
  const ranges = cidrs.map(cidr => parseCidr(cidr)!.range);
  const id = rangesText(ranges);
  return { id, outside: new Map([[id, ranges]]) };
}

/** How a format writes a difference down. */
export function rendered(format: string, difference: Partial<Difference>, rest: Partial<DiffReport> = {}): string {
  const report = { difference: { ...NOTHING, ...difference }, asksEquivalence: false, diagnostics: { before: [], after: [] }, ...rest };
  return diffFormats.find(({ name }) => name === format)!.render(report);
}
