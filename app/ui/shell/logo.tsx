// The mark of Pericia: a seal that a tick breaks out of, rising. And the name beside it.

/** Drawn on the page's paper; on other paper set `--mark-paper`. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <circle cx="15" cy="17" r="13.4" />
      <path d="m8 17.4 5.4 5.6L27 6.4" />
      <circle cx="27" cy="6" r="4" />
    </svg>
  );
}

export function Logo() {
  return (
    <>
      <Mark />
      <span>Pericia</span>
    </>
  );
}
