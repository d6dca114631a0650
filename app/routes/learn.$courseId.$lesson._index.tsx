// A lesson to read.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getLessonForReading } from '~/modules/catalog/catalog.server';
import { isPrefetch, markRead, moveToCurrentVersion, openLesson } from '~/modules/learning/learning.server';
import { AppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { holdLessonHtml } from '~/ui/learning/lesson-html';
import { LessonPage } from '~/ui/learning/lesson-page';
import { renderLessonHtml } from '~/ui/lesson/render-lesson.server';
import { pageMeta } from '~/ui/shell/meta';
import '~/ui/lesson/lesson.css';
import '~/ui/learning/lesson-page.css';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const { locale, isDocument } = context;
    const view = await openLesson(actor, {
      courseId: params.courseId!,
      lesson: params.lesson!,
      locale,
      record: !isPrefetch(request),
    });
    const html = renderLessonHtml(await getLessonForReading(view.versionId, locale));
    const id = `${view.versionId}:${locale}`;
    if (isDocument) holdLessonHtml(id, html);
    return { view, id, html: isDocument ? null : html };
  });
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const lesson = { courseId: params.courseId!, lesson: params.lesson! };
    const intent = (await request.formData()).get('intent');
    if (intent === 'read') await markRead(actor, lesson);
    else if (intent === 'move') await moveToCurrentVersion(actor, lesson);
    else throw new AppError('invalid', { reason: 'intent' });
    return redirect(paths.lesson(lesson.courseId, lesson.lesson));
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.view.title ?? '' }));

export default function Lesson() {
  const { view, html, id } = useLoaderData<typeof loader>();
  return <LessonPage key={id} view={view} html={html} id={id} />;
}
