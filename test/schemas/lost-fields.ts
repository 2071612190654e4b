const LOST_DESCRIPTIONS: Readonly<Record<string, RegExp>> = {
  CiliumClusterwideNetworkPolicy: /^\/(spec|specs\/\d+)\/description$/,
  CiliumLocalRedirectPolicy: /^\/spec\/description$/,
  CiliumNetworkPolicy: /^\/(spec|specs\/\d+)\/description$/,
  CustomResourceDefinition: /^\/spec\/.*\/description$/,
  GatewayClass: /^\/spec\/description$/,
  PriorityClass: /^\/description$/,
};

/**
 * Tells whether a field exists although its schema does not declare it.
 *
 * The packages were generated without documentation, and every field called `description` went with it.
 */
export function isLostField(kind: string, pointer: string): boolean {
  return LOST_DESCRIPTIONS[kind]?.test(pointer) ?? false;
}
