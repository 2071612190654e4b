import { Construct } from 'constructs';
import { claim } from './claims';
import { IsolatedNamespace } from './isolated-namespace';
import { IsolatedNamespaceOptions } from './isolated-namespace-props';
import { Subject } from './subject';
import { TeamRole } from './team-role';
import { where } from './where';
import { dnsLabel } from '../values';

/** Properties for `Tenant`. */
export interface TenantProps {
  /** Name of the tenant: at most 63 lower-case letters, digits and dashes. */
  readonly name: string;

  /**
   * What its namespaces have in common; each may state otherwise.
   *
   * @default - the defaults of IsolatedNamespace
   */
  readonly namespaces?: IsolatedNamespaceOptions;
}

/**
 * Somebody whom several namespaces are run for. Their tiers may be allowed to talk to each other, and to those of nobody else.
 *
 * Within the tenant, too, nothing talks unless it was declared. A flow that would leave it, or its environment, throws a UsageError; and
 * a `PlatformBoundary` keeps the tenant itself from allowing one.
 *
 * @example
 * const acme = new Tenant(chart, 'Acme', { name: 'acme', namespaces: { owner: 'team-acme', environment: 'production' } });
 * acme.grant(TeamRole.DEPLOYER, Subject.group('team-acme'));
 * const web = acme.addNamespace('acme-web');
 * const data = acme.addNamespace('acme-data', { quota: NamespaceQuota.large() });
 */
export class Tenant extends Construct {
  /** Name of the tenant. */
  public readonly name: string;

  private readonly common: IsolatedNamespaceOptions;
  private readonly members: IsolatedNamespace[] = [];
  private readonly grants: { readonly role: TeamRole; readonly subject: Subject }[] = [];

  /** Throws a UsageError when the name is invalid, or taken in the cluster. */
  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    this.name = dnsLabel(where(this), 'tenant', props.name);
    this.common = props.namespaces ?? {};
    claim(this, { what: `tenant "${this.name}"`, fix: 'define each tenant once, and add its namespaces to that' });
  }

  /** The namespaces, in the order they were added. */
  public get namespaces(): IsolatedNamespace[] {
    return [...this.members];
  }

  /** Adds a namespace. Throws a UsageError when its name is invalid, or taken in the cluster. */
  public addNamespace(name: string, options: IsolatedNamespaceOptions = {}): IsolatedNamespace {
    // The id is ours, as a name that constructs cannot take is for the namespace to refuse.
    const namespace = new IsolatedNamespace(this, `Namespace${this.members.length}`, { ...this.common, ...options, name, tenant: this.name });
    this.members.push(namespace);
    for (const { role, subject } of this.grants) namespace.grant(role, subject);
    return namespace;
  }

  /** Grants a role in every namespace of the tenant, those added later too. */
  public grant(role: TeamRole, subject: Subject): void {
    this.grants.push({ role, subject });
    for (const namespace of this.members) namespace.grant(role, subject);
  }
}
