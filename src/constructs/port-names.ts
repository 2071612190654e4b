import { Ports } from '../values';

/** The name of a port on pods and Services, such as `tcp-8080`: several ports need one, and nothing else would be as stable. */
export const portNameOf = ({ protocol, first }: Ports): string => `${protocol.toLowerCase()}-${first}`;
