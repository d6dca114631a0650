// Identity's operations: signing up and in, sessions, passwords, people and their roles.
export { actorFromCookie, sessionCookieName } from './session.server';
