import { Chart, Testing } from 'cdk8s';
import { connectivityMap, Network } from './analysis';
import { UsageError } from './errors';
import { findViolations, RulePack } from './guardrails';
import { manifestsOf, readCluster } from './model';
import { knownControllers, presets } from './profiles';
import { portsText } from './reports';
import { Ports } from './values';

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Passes when `source` may connect to `destination` on `ports`, whatever Kubernetes leaves open. Both are `namespace/name`. */
      toAllow(source: string, destination: string, ports: Ports): R;
      /** Passes when no rule of the pack is broken; of `RulePack.BASELINE` unless another is given. */
      toKeepTo(pack?: RulePack): R;
    }
  }
}

/** A chart, or the manifests that `Testing.synth` returns. */
type Subject = Chart | readonly unknown[];

const clusterOf = (subject: Subject) => {
  const objects = Array.isArray(subject) ? subject : Testing.synth(subject as Chart);
  return readCluster(manifestsOf('the manifests', objects)).cluster;
};

expect.extend({
  toAllow(subject: Subject, source: string, destination: string, ports: Ports) {
    const network = new Network(clusterOf(subject), { facts: presets.vanilla, controllers: knownControllers });
    const { connections, peers } = connectivityMap(network);
    const [from, to] = [source, destination].map(name => {
      const peer = peers.find(({ id }) => id === name || id.startsWith(`${name}[`));
      if (peer !== undefined) return peer.id;
      throw new UsageError('toAllow', `there is no "${name}" in the manifests`, `use one of ${peers.map(({ id }) => id).join(', ')}`);
    });
    const row = connections.find(each => each.source === from && each.destination === to && each.verdict === 'allowed');
    const pass = row !== undefined && (row.ports === 'all' || row.ports.some(range =>
      range.protocol === ports.protocol && range.first <= ports.first && ports.last <= range.last));
    const possible = row === undefined ? 'on no port' : `on ${portsText(row.ports)}`;
    return { pass, message: () => `expected ${from} ${pass ? 'not ' : ''}to reach ${to} on ${ports}; it may connect ${possible}` };
  },

  toKeepTo(subject: Subject, pack: RulePack = RulePack.BASELINE) {
    const findings = findViolations(pack._rules, clusterOf(subject));
    const list = findings.map(({ rule, message }) => `${rule.id}: ${message}\n  fix: ${rule.fix}`).join('\n');
    return { pass: findings.length === 0, message: () => findings.length === 0 ? 'expected a finding, but there is none' : list };
  },
});
