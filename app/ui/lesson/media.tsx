// Pictures, films and players of a lesson. A player of somebody else's is a link until it is asked for.
import type { ReactNode } from 'react';
import { assetPath } from '~/modules/catalog/catalog';
import type { LessonTranslate } from './context';

type FigureProps = {
  id: string | undefined;
  t: LessonTranslate;
  asset: string;
  width: number;
  height: number;
  alt: string;
  caption: string | undefined;
  credit: string | undefined;
};

export function Figure({ id, t, asset, width, height, alt, caption, credit }: FigureProps) {
  return (
    <figure className="lesson-figure" id={id}>
      <img
        src={assetPath(asset)}
        alt={alt}
        width={Math.round(width)}
        height={Math.round(height)}
        loading="lazy"
        decoding="async"
      />
      {(caption || credit) && (
        <figcaption className="lesson-caption">
          {caption}
          {credit ? <small> {t('figureCredit', { credit })}</small> : null}
        </figcaption>
      )}
    </figure>
  );
}

type VideoProps = {
  id: string | undefined;
  t: LessonTranslate;
  src: string;
  title: string;
  poster: string | undefined;
  minutes: number | undefined;
  transcript: ReactNode;
};

export function Video({ id, t, src, title, poster, minutes, transcript }: VideoProps) {
  return (
    <figure className="lesson-video" id={id}>
      {/* Authors must write a transcript, which stands below; captions are not part of the format. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video src={src} poster={poster} controls preload="none" playsInline aria-label={title} />
      <figcaption className="lesson-caption">
        {title}
        {minutes ? <span className="lesson-minutes">{t('minutes', { count: minutes })}</span> : null}
      </figcaption>
      <details className="lesson-fold">
        <summary>{t('video.transcript')}</summary>
        <div className="lesson-fold-body">{transcript}</div>
      </details>
    </figure>
  );
}

const PROVIDERS = {
  youtube: { name: 'YouTube', page: (id: string) => `https://www.youtube.com/watch?v=${id}` },
  vimeo: { name: 'Vimeo', page: (id: string) => `https://vimeo.com/${id}` },
} as const;
export type Provider = keyof typeof PROVIDERS;

export function Embed({
  id,
  t,
  provider,
  videoId,
  title,
}: {
  id: string | undefined;
  t: LessonTranslate;
  provider: Provider;
  videoId: string;
  title: string;
}) {
  const { name, page } = PROVIDERS[provider];
  return (
    <figure className="lesson-embed" id={id}>
      <a
        className="lesson-embed-link"
        href={page(videoId)}
        rel="noopener noreferrer"
        data-lesson-embed={provider}
        data-video={videoId}
        data-title={title}
      >
        <svg viewBox="0 0 24 24" width="48" height="48" aria-hidden="true">
          <path d="M8 5v14l11-7Z" />
        </svg>
        {t('embed.play', { title })}
      </a>
      <figcaption className="lesson-caption">{t('embed.note', { provider: name })}</figcaption>
    </figure>
  );
}
