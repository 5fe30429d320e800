// Changes of a recipe that may pass because the disc is the same after them to the last answer and sector, each with the
// reason why it must be. An entry that nothing matches any more is an error, so that the list stays true.

export interface Harmless {
  readonly scenes: RegExp;
  readonly mutants: RegExp;
  readonly why: string;
}

const ALL = /./;
const CD = /^CD/;
const SPEED_BY_STREAMING = /^(DVD|BD)/;
const OVERWRITABLE = /^(DVD-RW, (overwritten|grown)|DVD\+RW|DVD\+RW, (again|erased)|DVD-RAM|BD-RE)$/;
const CLOSED_BY_TRACK = /^(DVD-RW?, (incremental|left open)|DVD-R DL|DVD\+R.*|BD-R|BD-R, left open)$/;

export const HARMLESS: readonly Harmless[] = [
  {
    scenes: ALL,
    mutants: /^PREVENT ALLOW/,
    why: 'the lock of the tray changes nothing on the disc',
  },
  {
    scenes: OVERWRITABLE,
    mutants: /^SYNCHRONIZE CACHE \d after (PREVENT ALLOW|SET STREAMING|CLOSE)/,
    why: 'the drive writes its cache by itself before it closes or lets go of the disc',
  },
  {
    scenes: CD,
    mutants: /^SET CD SPEED/,
    why: 'the speed changes how long it takes, not what is written',
  },
  {
    scenes: SPEED_BY_STREAMING,
    mutants: /^SET STREAMING/,
    why: 'the speed changes how long it takes, not what is written; a refused setting is made with SET CD SPEED',
  },
  {
    scenes: ALL,
    mutants: /^WRITE at \S+: (DPO|FUA) 1$/,
    why: 'advice about the cache of the drive',
  },
  {
    scenes: /simulated$/,
    mutants: /^(MODE SELECT 1: multisession|SYNCHRONIZE CACHE 1 (left out|after))/,
    why: 'nothing is closed and nothing is in the cache when nothing is written',
  },
  {
    scenes: /simulated$/,
    mutants: /^MODE SELECT 2/,
    why: 'the simulation is over: the page is put back for whoever comes next, who sends a page as well',
  },
  {
    scenes: ALL,
    mutants: /^(SYNCHRONIZE CACHE|CLOSE|FORMAT UNIT|BLANK) \d: Immed 0$/,
    why: 'the drive answers at the end of the work instead of at its beginning',
  },
  {
    scenes: ALL,
    mutants: /^(SYNCHRONIZE CACHE|SEND CUE SHEET|MODE SELECT) \d sent twice$/,
    why: 'there is nothing left to flush; the same sheet and the same page again',
  },
  {
    scenes: ALL,
    mutants: /^MODE SELECT 1: BUFE 0$/,
    why: 'data come in time here, so there is nothing to link; underruns have tests of their own',
  },
  {
    scenes: CD,
    mutants: /^MODE SELECT 1: (link|packet) size/,
    why: 'valid only with LS_V and with fixed packets',
  },
  {
    scenes: CD,
    mutants: /^MODE SELECT 1: (audio pause|copy)/,
    why: 'pause and SCMS are matters of audio tracks',
  },
  {
    scenes: /^DVD-R/,
    mutants: /^MODE SELECT 1: (host application|audio pause|MCN valid|ISRC valid)/,
    why: 'fields that are there for CDs',
  },
  {
    scenes: /^DVD-RW?( DL)?, (incremental|left open)$|^DVD-R DL$/,
    mutants: /^MODE SELECT 1: (LS_V|FP) 0$/,
    why: 'links and packets are of 16 blocks, whether the page says so or not',
  },
  {
    scenes: /^DVD-RW?, (disc at once|simulated)$/,
    mutants: /^MODE SELECT 1: (link|packet) size/,
    why: 'valid only with LS_V and with fixed packets',
  },
  {
    scenes: /^DVD-R/,
    mutants: /^MODE SELECT 1 after SET STREAMING 1$/,
    why: 'page and speed do not depend on each other',
  },
  {
    scenes: /^DVD-R/,
    mutants: /^SEND OPC 1 (left out|sent twice|after)/,
    why: 'a drive that was not asked to calibrates by itself before the first block',
  },
  {
    scenes: /disc at once$/,
    mutants: /^RESERVE TRACK 1: size 703$/,
    why: 'a reservation is rounded up to whole ECC blocks',
  },
  {
    scenes: /^DVD-RW?, disc at once$/,
    mutants: /^WRITE at \S+: cut in two$/,
    why: 'one stream: blocks of 2 KiB are put together in the buffer of the drive',
  },
  {
    scenes: /^DVD\+RW/,
    mutants: /^(FORMAT UNIT 1 after SYNCHRONIZE CACHE 1|FORMAT UNIT 1: blocks 4294967295)$/,
    why: 'nothing was to be flushed; FFFFFFFFh stands for the whole disc',
  },
  {
    scenes: ALL,
    mutants: /^FORMAT UNIT 1: FOV 1$/,
    why: 'options that are valid and all zero are the defaults',
  },
  {
    scenes: /^DVD-R, simulated$/,
    mutants: /^RESERVE TRACK 1: size/,
    why: 'the reservation is a rehearsal too',
  },
  {
    scenes: /^DVD\+RW, again$/,
    mutants: /^FORMAT UNIT 1( left out| after SYNCHRONIZE CACHE 1|: parameter 0)$/,
    why: 'the data fit into what was formatted before',
  },
  {
    scenes: /^DVD\+RW, formatted$/,
    mutants: /^CLOSE 1 (left out|after PREVENT ALLOW 2)$/,
    why: 'the drive stops its background format by itself before it lets go of the disc',
  },
  {
    scenes: /^BD-R, formatted$/,
    mutants: /^FORMAT UNIT 1: DCRT 1$/,
    why: 'certification leaves no trace',
  },
  {
    scenes: /^BD-R, formatted$/,
    mutants: /^FORMAT UNIT 1: FOV 0$/,
    why: 'no option is asked for, so that it says nothing whether they are valid',
  },
  {
    scenes: /^CD-RW, blanked$/,
    mutants: /^BLANK 1: type [06]$/,
    why: 'all of the disc and its last session are the same when there is only one',
  },
  {
    scenes: /formatted$/,
    mutants: /^FORMAT UNIT 1 after PREVENT ALLOW 2$/,
    why: 'the drive formats with the tray unlocked too',
  },
  {
    scenes: /^(DVD-RAM|BD-RE), formatted$/,
    mutants: /^FORMAT UNIT 1 left out$/,
    why: 'it was formatted to this very size before',
  },
  {
    scenes: /^DVD-RAM, formatted$/,
    mutants: /^FORMAT UNIT 1: type 1$/,
    why: 'growing the spares to what they are leaves the size as it is',
  },
  {
    scenes: /^BD-RE, formatted$/,
    mutants: /^FORMAT UNIT 1: (type 0|subtype [023]|parameter 0)$/,
    why: 'the default format has the same spares; certification leaves no trace; no parameter asks for the usual',
  },
  {
    scenes: /^BD-RE$/,
    mutants: /^FORMAT UNIT 1: type 48$/,
    why: 'with spares of the usual size the disc is what the default format makes of it',
  },
  {
    scenes: /^DVD\+RW(, again)?$/,
    mutants: /^CLOSE 1( left out| after CLOSE 2|: function 2)$/,
    why: 'closing the session stops the background format too',
  },
  {
    scenes: /^DVD\+RW/,
    mutants: /^CLOSE 1 sent twice$/,
    why: 'a background format that is stopped is not stopped again',
  },
  {
    scenes: /^CD.*(session at once|simulated)/,
    mutants: /^MODE SELECT 1: (track mode|data block type)/,
    why: 'in session at once the cue sheet says what a track is (MMC-6 7.5.4)',
  },
  {
    scenes: /^(CD|DVD.R$|DVD.R, left open|DVD\+|DVD-RAM|BD)/,
    mutants: /^WRITE at \S+: cut in two$/,
    why: 'blocks of 2 KiB are put together in the buffer of the drive',
  },
  {
    scenes: OVERWRITABLE,
    mutants: /^WRITE at \S+( sent twice|: its halves in the wrong order|: its first block alone and again)$/,
    why: 'what is written in place may be written in any order and again',
  },
  {
    scenes: OVERWRITABLE,
    mutants: /^WRITE at \S+ after (WRITE|SYNCHRONIZE CACHE)/,
    why: 'what is written in place may be written in any order, and the drive writes its cache by itself',
  },
  {
    scenes: OVERWRITABLE,
    mutants: /^SYNCHRONIZE CACHE \d (left out|after CLOSE 1)$/,
    why: 'the drive writes its cache by itself before it closes, formats or lets go of the disc',
  },
  {
    scenes: CLOSED_BY_TRACK,
    mutants: /^(SYNCHRONIZE CACHE 1 (left out|after CLOSE 1)|WRITE at \S+ after SYNCHRONIZE CACHE 1)$/,
    why: 'CLOSE TRACK flushes what belongs to the track',
  },
  {
    scenes: /^(DVD\+R|BD-R$|BD-R, left open)/,
    mutants: /^WRITE at \S+: its last block missing$/,
    why: 'the last block is padding of the ECC block, which the drive makes by itself too',
  },
  {
    scenes: /^DVD\+R( DL)?$/,
    mutants: /^CLOSE 2: track/,
    why: 'finalizing is of the whole disc, whatever track is named',
  },
  {
    scenes: /^DVD\+R/,
    mutants: /^CLOSE 2: function [56]$/,
    why: 'both finalize: they differ in how far out the lead-out reaches',
  },
  {
    scenes: /^DVD\+R DL$/,
    mutants: /^CLOSE 2: function 2$/,
    why: 'the break lies in the middle of the data, so that no room is left for another session',
  },
];
