/** The annotation that keeps the reasons somebody gave for the flows of a policy. */
export const PURPOSE = 'cdk8s-palisade/purpose';

/** How messages and purposes call every public address. */
export const THE_INTERNET = 'the internet';

/** What the annotation says of a flow, such as `from the internet: public shop window`. */
export const purposeText = (direction: 'ingress' | 'egress', what: string, reason: string): string =>
  `${direction === 'egress' ? 'to' : 'from'} ${what}: ${reason}`;

/** What the annotation says of all flows of a policy. */
export const purposesText = (purposes: Iterable<string>): string => [...purposes].sort().join('; ');

/** Whether the annotation gives a reason for letting the internet in. */
export const isOpenOnPurpose = (text: string): boolean => OPEN.test(text);

const OPEN = new RegExp(`(^|; )from ${THE_INTERNET}: *[^\\s;]`);
