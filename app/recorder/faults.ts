// The fault plan at work: what goes wrong before a READ, a WRITE, or another command is done.
import type { Delivery } from '../scsi/transport.ts';

/** The command did not come through: nothing was answered. */
export class DeliveryFault extends Error {
  readonly delivery: Delivery;

  constructor(delivery: Delivery, message: string) {
    super(message);
    this.delivery = delivery;
  }
}
