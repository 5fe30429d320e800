// The names under which the preload and the main process know each other's messages.

/** From a new document that listens; with the name of its connection. */
export const CONNECT = 'burnish:connect';
/** Both ways: the name of the connection and a message of the engine's contract. */
export const ENGINE = 'burnish:engine';
export const CHOOSE_IMAGE = 'burnish:choose-image';
export const CHOOSE_TARGET = 'burnish:choose-target';
export const DROPPED = 'burnish:dropped';
/** Files on their way out: a new folder for them, then its contents dragged or opened. */
export const MAKE_OUT_FOLDER = 'burnish:make-out-folder';
export const DRAG_OUT = 'burnish:drag-out';
export const OPEN_OUT = 'burnish:open-out';
/** To the page. */
export const OPEN_IMAGE = 'burnish:open-image';
export const GO_TO = 'burnish:go-to';
