// Stands where Astro would serve resized pictures: ours come from media-iq, and nobody is to make
// this server fetch or decode one.
import type { APIRoute } from 'astro'

export const ALL: APIRoute = ({ rewrite }) => rewrite('/404')
