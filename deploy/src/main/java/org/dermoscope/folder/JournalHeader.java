package org.dermoscope.folder;

/**
 * What a journal's rows are of; the first of its lines.
 *
 * @param folder as an absolute path
 * @param model id of the checkpoint
 * @param engine id of what runs it, which is measured at the first start and stays
 */
record JournalHeader(String folder, String model, String engine) {}
