// Whether this process offers the VC-API; apart from it, so that its code is loaded only then.
import { env } from '~/platform/env.server';
import { isLoopbackHost } from './loopback-fetch';

/** Whether the VC-API was asked for and nothing beyond this machine can reach it. */
export function hasVcApi(): boolean {
  return env().PERICIA_VC_API === true && isLoopbackHost(env().HOST);
}
