// The receipt of a verified burn: everything needed to check the disc years later with no image at hand.
import { z } from 'zod';
import { mediumKindSchema } from './medium-kind-schema.ts';

const hexDigest = z.string().regex(/^[0-9a-f]{32,128}$/);

export const receiptSchema = z.object({
  format: z.literal('burnish-receipt'),
  version: z.literal(1),
  /** ISO 8601. */
  burnedAt: z.iso.datetime(),
  burnish: z.string(),
  image: z.object({
    name: z.string(),
    bytes: z.int().positive(),
    /** Volume label of an ISO 9660 image. */
    label: z.string().exactOptional(),
    /** A checksum file that vouched for the image before the first write. */
    checkedAgainst: z.object({ file: z.string(), algorithm: z.string(), digest: hexDigest }).exactOptional(),
  }),
  /** The hash tree with SHA-256 over pieces of 64 KiB (app/pipeline/tree-hash.ts says exactly how). */
  tree: z.object({
    algorithm: z.literal('sha256'),
    pieceBytes: z.literal(65_536),
    root: z.string().regex(/^[0-9a-f]{64}$/),
    /** Which level of the tree is kept: each node covers 2^height pieces. */
    height: z.int().min(0).max(12),
    /** 32 bytes a node, base64; at most 65,536 nodes. */
    nodes: z.base64().max(3 * 1024 * 1024),
  }),
  medium: z.object({
    kind: mediumKindSchema,
    id: z.string(),
    mode: z.string(),
    startLba: z.int().min(0),
    /** Blocks of content, without padding. */
    blocks: z.int().positive(),
    finalized: z.boolean(),
  }),
  drive: z.object({
    name: z.string(),
    vendor: z.string(),
    product: z.string(),
    firmware: z.string(),
    serial: z.string().exactOptional(),
  }),
  writing: z.object({
    requestedSpeed: z.number().exactOptional(),
    averageSpeed: z.number(),
    /** [milliseconds since the first write, kB/s], at most 1,000 points. */
    speedCurve: z.array(z.tuple([z.number(), z.number()])).max(1000),
    stalls: z.object({ source: z.number(), drive: z.number(), sourceMs: z.number(), driveMs: z.number() }),
    /** Places where the drive stopped and linked, where it counts them. */
    links: z.number().exactOptional(),
  }),
  /** Every answer that was not GOOD, in order, at most the first 1,000; the same answer again and again counts as one. */
  senses: z
    .array(
      z.object({
        command: z.string(),
        sense: z.string(),
        meaning: z.string(),
        atMs: z.number(),
        times: z.int().positive(),
      }),
    )
    .max(1000),
  verdict: z.object({
    verified: z.literal(true),
    verifiedAt: z.iso.datetime(),
    averageReadSpeed: z.number(),
  }),
});
export type Receipt = z.infer<typeof receiptSchema>;
