// Claude's one home. Today it answers one question: does this installation's key work?
import Anthropic from '@anthropic-ai/sdk';

export type ClaudeProbe = { ok: true; models: number } | { ok: false; message: string };

/** Lists the models the key may use; `baseURL` is another address for the API, such as a stand-in's. */
export async function probeClaude(apiKey: string, baseURL?: string): Promise<ClaudeProbe> {
  const client = new Anthropic({ apiKey, maxRetries: 0, timeout: 10_000, ...(baseURL ? { baseURL } : {}) });
  try {
    const page = await client.models.list();
    return { ok: true, models: page.data.length };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}
