import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { claimObject } from './claims';
import { kubeObject } from './kube-object';
import { Subject } from './subject';
import { TeamRole } from './team-role';
import { rulesOf } from './team-role-rules';

const API_GROUP = 'rbac.authorization.k8s.io';

/** Who has which role in a namespace. Each role that somebody has is one Role and one RoleBinding. */
export class TeamGrants {
  private readonly subjects = new Map<TeamRole, Subject[]>();

  constructor(private readonly scope: Construct, private readonly namespace: string) {}

  /** Grants a role. Neither the order of the grants nor saying one twice changes a byte. */
  public add(role: TeamRole, subject: Subject): void {
    if (!this.subjects.has(role)) this.addObjects(role);
    this.subjects.get(role)!.push(subject);
  }

  private addObjects(role: TeamRole): void {
    const subjects: Subject[] = [];
    this.subjects.set(role, subjects);
    const name = `team-${role}`;
    const object = { apiVersion: `${API_GROUP}/v1`, namespace: this.namespace, name };
    for (const kind of ['Role', 'RoleBinding']) claimObject(this.scope, { kind, namespace: this.namespace, name });
    kubeObject(this.scope, `${name}-role`, { ...object, kind: 'Role', fields: { rules: rulesOf(role) } });
    kubeObject(this.scope, `${name}-binding`, {
      ...object,
      kind: 'RoleBinding',
      fields: { roleRef: { apiGroup: API_GROUP, kind: 'Role', name }, subjects: Lazy.any({ produce: () => sorted(subjects) }) },
    });
  }
}

const sorted = (subjects: readonly Subject[]) =>
  [...new Set(subjects.map(({ _written }) => JSON.stringify(_written)))].sort().map(text => JSON.parse(text));
