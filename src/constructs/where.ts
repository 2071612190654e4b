import { IConstruct } from 'constructs';

/** Where an error is: the path of the construct and what it is, such as `shop/Store (TieredApp)`. The path of an app is empty. */
export const where = (construct: IConstruct): string => `${construct.node.path} (${construct.constructor.name})`.trimStart();
