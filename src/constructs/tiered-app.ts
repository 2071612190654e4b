import { Construct } from 'constructs';
import { IsolatedNamespace } from './isolated-namespace';
import { Tier } from './tier';
import { TierOptions } from './tier-options';
import { where } from './where';
import { UsageError } from '../errors';
import { serviceName } from '../values';

/** Properties for `TieredApp`. */
export interface TieredAppProps {
  /** Where the tiers run. */
  readonly namespace: IsolatedNamespace;
}

/**
 * An application of several tiers that may talk to each other only as declared.
 *
 * @example
 * const store = new TieredApp(chart, 'Store', { namespace: shop });
 * const web = store.addTier('web', { image: 'registry.example.com/shop/web:1.4', ports: [Ports.tcp(8080)] });
 * const api = store.addTier('api', { image: 'registry.example.com/shop/api:2.0', ports: [Ports.tcp(8081)] });
 * web.allowTo(api);
 */
export class TieredApp extends Construct {
  private readonly namespace: IsolatedNamespace;

  constructor(scope: Construct, id: string, props: TieredAppProps) {
    super(scope, id);
    this.namespace = props.namespace;
  }

  /** The tiers, in the order they were added. */
  public get tiers(): Tier[] {
    return this.node.children.filter((child): child is Tier => child instanceof Tier);
  }

  /**
   * Adds a tier.
   *
   * Throws a UsageError when the name is taken or no valid name of a Service, or when a port is not a single number.
   */
  public addTier(name: string, options: TierOptions): Tier {
    serviceName(where(this), 'tier name', name); // before constructs sees it, which has rules of its own for ids
    if (this.node.tryFindChild(name) === undefined) return new Tier(this, name, this.namespace, options);
    throw new UsageError(where(this), `two tiers are called "${name}"`, 'give each tier its own name');
  }

  /** The tier called `name`. Throws a UsageError, which lists the tiers there are, when there is none. */
  public tier(name: string): Tier {
    const tier = this.tiers.find(each => each.name === name);
    if (tier !== undefined) return tier;
    const names = this.tiers.map(each => each.name).join(', ');
    throw new UsageError(where(this), `there is no tier "${name}"`, names ? `use one of ${names}` : `add it first: addTier('${name}', { … })`);
  }
}
