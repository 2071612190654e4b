export * from './profile-of';
