// Colours that can be read: contrast as WCAG 2.2 counts it, and the nearest shade of a colour that reaches it.
import { mix } from '../pdf-ornament';

/** WCAG 2.2, success criterion 1.4.3: for text of ordinary size. */
export const READABLE = 4.5;

/** Returns the contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Returns the colour itself, or the nearest mixture with `toward` that has at least `ratio` against `ground`. */
export function readableOn(color: string, ground: string, toward: string, ratio = READABLE): string {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(color, toward, share);
    if (contrast(shade, ground) >= ratio) return shade;
  }
  return toward;
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
