/** What `cdk8s.yaml` names as a validation: `package: ./node_modules/cdk8s-palisade/lib/validation.js`, `class: NetworkValidation`. */
export { NetworkValidation } from './synth/network-validation';
