package org.dermoscope.trainer.data;

import org.dermoscope.taxonomy.LesionClass;

/**
 * One row of a metadata file, as far as training uses it.
 *
 * @param row as a spreadsheet counts: the header is row 1
 */
public record MetadataRow(long row, String imageId, String lesionId, LesionClass label, LesionAttributes attributes) {}
