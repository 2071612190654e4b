import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readPods } from '../pod-template';

const podTemplate = (root: Cursor): Cursor => root.field('spec').field('template');
const replicas = (root: Cursor): boolean => (root.field('spec').field('replicas').number() ?? 1) > 1;
const parallel = (root: Cursor): boolean => (root.field('spec').field('parallelism').number() ?? 1) > 1;

/** What tells one kind of controller from another. */
interface Controller {
  readonly group: string;
  readonly replicated: (root: Cursor) => boolean;
  /** Keys of the labels that it puts on its pods besides those of the template. */
  readonly addedLabels: readonly string[];
  readonly template?: (root: Cursor) => Cursor;
  readonly replicas?: (root: Cursor) => number | undefined;
}

/** A kind whose objects make pods from a template. */
const controller = (kind: string, { group, replicated, addedLabels, template = podTemplate, replicas: count }: Controller): ResourceKind => ({
  kind,
  group,
  read: object => ({
    workloads: [{
      ...identityOf(object), ...readPods(template(object.root)), addedLabels, replicated: replicated(object.root), replicas: count?.(object.root),
    }],
  }),
});

const jobTemplate = (root: Cursor): Cursor => root.field('spec').field('jobTemplate');

const JOB_LABELS = [
  'job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index',
];

/**
 * Every kind that makes pods. To support another, add a line.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const podControllers: readonly ResourceKind[] = [
  controller('Deployment', { group: 'apps', replicated: replicas, addedLabels: ['pod-template-hash'] }),
  controller('ReplicaSet', { group: 'apps', replicated: replicas, addedLabels: ['pod-template-hash'] }),
  controller('StatefulSet', {
    group: 'apps',
    replicated: replicas,
    addedLabels: ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
    replicas: root => root.field('spec').field('replicas').number() ?? 1,
  }),
  controller('DaemonSet', { group: 'apps', replicated: () => true, addedLabels: ['controller-revision-hash', 'pod-template-generation'] }),
  controller('ReplicationController', { group: '', replicated: replicas, addedLabels: [] }),
  controller('Job', { group: 'batch', replicated: parallel, addedLabels: JOB_LABELS }),
  controller('CronJob', {
    group: 'batch', replicated: root => parallel(jobTemplate(root)), addedLabels: JOB_LABELS, template: root => podTemplate(jobTemplate(root)),
  }),
];
