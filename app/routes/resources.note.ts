// Saves a lesson's note: as JSON while typing, or by a plain form.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { answerJson, NoteInputSchema, readJson, saveNote } from '~/modules/learning/learning.server';
import { requireActor } from '~/platform/actor';
import { readForm, requireSignedIn, respond } from '~/platform/http.server';
import { AppError } from '~/platform/errors';
import { paths } from '~/platform/paths';

export async function action({ request, context }: ActionFunctionArgs) {
  if (request.headers.get('Content-Type')?.startsWith('application/json')) {
    return answerJson(async () => {
      const saved = await saveNote(requireActor(await context.actor()), await readJson(request, NoteInputSchema));
      return Response.json(saved, { status: saved.ok ? 200 : 409, headers: { 'Cache-Control': 'no-store' } });
    });
  }
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const form = await readForm(request, NoteInputSchema);
    if (!form.ok) throw new AppError('invalid', { reason: 'note' });
    const saved = await saveNote(actor, form.value);
    if (!saved.ok) throw new AppError('conflict', { reason: 'note' });
    return redirect(`${paths.lesson(form.value.courseId, form.value.lesson)}#notes`);
  });
}
