/** Options for `IsolatedNamespace.deny`. */
export interface DenyOptions {
  /**
   * Why, such as `audit of May`. It is kept in the annotation `cdk8s-palisade/purpose` of the policy, for whoever reviews it.
   *
   * @default - none
   */
  readonly reason?: string;
}
