import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readPods } from '../pod-template';

const podTemplate = (root: Cursor): Cursor => root.field('spec').field('template');
const replicas = (root: Cursor): boolean => (root.field('spec').field('replicas').number() ?? 1) > 1;
const parallel = (root: Cursor): boolean => (root.field('spec').field('parallelism').number() ?? 1) > 1;

/** A kind whose objects make pods from a template. */
const controller = (
  kind: string, group: string, replicated: (root: Cursor) => boolean, template: (root: Cursor) => Cursor = podTemplate,
): ResourceKind => ({
  kind,
  group,
  read: object => ({
    workloads: [{ ...identityOf(object), ...readPods(template(object.root)), replicated: replicated(object.root) }],
  }),
});

const jobTemplate = (root: Cursor): Cursor => root.field('spec').field('jobTemplate');

/** Every kind that makes pods. To support another, add a line. */
export const podControllers: readonly ResourceKind[] = [
  controller('Deployment', 'apps', replicas),
  controller('ReplicaSet', 'apps', replicas),
  controller('StatefulSet', 'apps', replicas),
  controller('DaemonSet', 'apps', () => true),
  controller('ReplicationController', '', replicas),
  controller('Job', 'batch', parallel),
  controller('CronJob', 'batch', root => parallel(jobTemplate(root)), root => podTemplate(jobTemplate(root))),
];
