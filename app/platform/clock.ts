// Time as a dependency: operations take a Clock so that tests can hand in another.

export type Clock = () => Date;

/** The real time. */
export const systemClock: Clock = () => new Date();
