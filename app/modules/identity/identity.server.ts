// Identity's operations: signing up and in, sessions, passwords, people and their roles.
export {
  actorFromCookie,
  endSession,
  listSessions,
  sessionCookieName,
  signOut,
  signOutEverywhere,
} from './session.server';
export {
  readPendingSignUp,
  requestEmailConfirmation,
  resendConfirmation,
  SignUpSchema,
  signUp,
} from './sign-up.server';
export { ConfirmEmailSchema, findEmailLink, verifyEmail } from './verify-email.server';
export { SignInSchema, signIn, type SignedIn, type Visitor } from './sign-in.server';
export {
  ChangePasswordSchema,
  changePassword,
  findResetLink,
  RequestResetSchema,
  requestPasswordReset,
  ResetPasswordSchema,
  resetPassword,
} from './password.server';
export { issueToken, type IssuedToken } from './token.server';
export {
  closeAccount,
  countPeople,
  createPerson,
  endSessionsOf,
  findContact,
  forgetStale,
  getPerson,
  listPeople,
  namesOf,
  ProfileSchema,
  reopenAccount,
  setRoles,
  timeZones,
  updateProfile,
} from './people.server';
export { submitForm, visitorOf } from './form.server';
