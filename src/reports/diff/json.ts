import { DiffFormat } from './diff-report';
import { ChangedConnection, Connection, effectOf, PortRange } from '../../analysis';
import { groupBy } from '../../values';
import { rangeText } from '../map/ports-text';

/** For programs. The form is public API. */
export const json: DiffFormat = {
  name: 'json',
  render: ({ difference, diagnostics }) => `${JSON.stringify({
    schema: 'palisade/diff/v1',
    effect: effectOf(difference),
    added: difference.added.map(connectionJson),
    removed: difference.removed.map(connectionJson),
    changed: difference.changed.map(changedJson),
    workloads: difference.workloads,
    assumedAlike: difference.assumedAlike,
    diagnostics,
  }, undefined, 2)}\n`,
};

const connectionJson = ({ source, destination, ports, verdict, depends, replicas }: Connection) => ({
  source,
  destination,
  ports: portsJson(ports),
  ...verdict === 'depends' && { verdict, depends },
  ...replicas && { replicas },
});

/** The verdicts are left out where both sides are plainly allowed. */
const changedJson = ({ source, destination, before, after, replicas }: ChangedConnection) => ({
  source,
  destination,
  before: portsJson(before.ports),
  after: portsJson(after.ports),
  ...(before.verdict === 'depends' || after.verdict === 'depends') && {
    verdict: { before: before.verdict, after: after.verdict },
    depends: { before: before.depends, after: after.depends },
  },
  ...replicas && { replicas },
});

/** Protocols without any port are left out. */
const portsJson = (ports: readonly PortRange[] | 'all') => ports === 'all' ? ports
  : Object.fromEntries([...groupBy(ports, ({ protocol }) => protocol)].map(([protocol, ranges]) => [protocol, ranges.map(rangeText)]));
