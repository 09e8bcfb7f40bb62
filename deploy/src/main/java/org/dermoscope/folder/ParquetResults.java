package org.dermoscope.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.dermoscope.wire.Disclaimer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Parquet: the columns of the CSV, null where a row does not have one. Without compression, for the library's
 * codecs need Hadoop, which is otherwise not there: whatever would load one of Hadoop's classes is given a plain
 * counterpart here. The file's metadata carry the disclaimer.
 */
final class ParquetResults implements ResultWriter {
    /** Of what is held in memory before it is written, in bytes. */
    private static final long ROW_GROUP = 8L << 20;

    private final ParquetWriter<ClassifiedFile> writer;

    ParquetResults(Path file) throws IOException {
        writer = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP)
                .build();
    }

    @Override
    public void write(ClassifiedFile row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<ClassifiedFile, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<ClassifiedFile> getWriteSupport(ParquetConfiguration configuration) {
            return new Rows();
        }

        @Override
        protected WriteSupport<ClassifiedFile> getWriteSupport(Configuration configuration) {
            return new Rows();
        }
    }

    private static final class Rows extends WriteSupport<ClassifiedFile> {
        private final MessageType schema = ParquetRow.schema();
        private @Nullable ParquetRow row;

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of("disclaimer", Disclaimer.TEXT));
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of("disclaimer", Disclaimer.TEXT));
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            row = new ParquetRow(schema, consumer);
        }

        @Override
        public void write(ClassifiedFile file) {
            Objects.requireNonNull(row, "not prepared").write(file);
        }
    }
}
