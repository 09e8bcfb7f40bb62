package org.dermoscope.folder;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.dermoscope.taxonomy.LesionClass;
import org.jspecify.annotations.Nullable;

/** One row after the other into Parquet's columns. Not thread-safe. */
final class ParquetRow {
    private final MessageType schema;
    private final RecordConsumer consumer;

    ParquetRow(MessageType schema, RecordConsumer consumer) {
        this.schema = schema;
        this.consumer = consumer;
    }

    static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.required(BINARY).as(stringType()).named("file");
        schema.optional(BINARY).as(stringType()).named("class_code");
        schema.optional(BINARY).as(stringType()).named("class_name");
        schema.optional(DOUBLE).named("confidence");
        LesionClass.codes().forEach(code -> schema.optional(DOUBLE).named("probability_" + code));
        schema.optional(BOOLEAN).named("abstained");
        schema.optional(BINARY).as(stringType()).named("abstention_reason");
        schema.optional(BOOLEAN).named("melanoma_alert");
        schema.required(BINARY).as(stringType()).named("model");
        schema.optional(BINARY).as(stringType()).named("code");
        schema.optional(BINARY).as(stringType()).named("error");
        return schema.named("classified_file");
    }

    void write(ClassifiedFile row) {
        consumer.startMessage();
        text("file", row.file());
        text("class_code", row.classCode());
        text("class_name", row.className());
        number("confidence", row.confidence());
        if (!row.isBad()) {
            for (LesionClass lesion : LesionClass.all()) {
                number("probability_" + lesion.code(), row.probabilities().get(lesion.index()));
            }
        }
        flag("abstained", row.abstained());
        text("abstention_reason", row.abstentionReason());
        flag("melanoma_alert", row.melanomaAlert());
        text("model", row.model());
        text("code", row.code());
        text("error", row.error());
        consumer.endMessage();
    }

    private void text(String column, @Nullable String value) {
        if (value != null) {
            field(column, () -> consumer.addBinary(Binary.fromString(value)));
        }
    }

    private void number(String column, @Nullable Double value) {
        if (value != null) {
            field(column, () -> consumer.addDouble(value));
        }
    }

    private void flag(String column, @Nullable Boolean value) {
        if (value != null) {
            field(column, () -> consumer.addBoolean(value));
        }
    }

    private void field(String column, Runnable value) {
        int index = schema.getFieldIndex(column);
        consumer.startField(column, index);
        value.run();
        consumer.endField(column, index);
    }
}
