package io.rocketjca.itests.broker;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.rocketmq.acl.common.AclUtils;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.remoting.CommandCustomHeader;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RemotingSerializable;
import org.apache.rocketmq.remoting.protocol.SerializeType;

/** Frames and JSON bodies, as the official codec reads and writes them. Types are found by name: releases 4 and 5 moved them. */
final class OfficialFrames {

    private static final String[] PLACES = {
        "org.apache.rocketmq.remoting.protocol.", "org.apache.rocketmq.common.protocol."
    };

    /**
     * Reads a frame.
     *
     * @param given {@code frame} with its length field, {@code header}, the type of its custom header, or nothing, and {@code
     *     secret}, with which a signature is made, or nothing
     */
    Map<String, Object> decode(Map<?, ?> given) throws Exception {
        ByteBuffer frame = ByteBuffer.wrap(bytes(given, "frame"));
        int length = frame.getInt();
        if (length != frame.remaining()) {
            throw new IllegalArgumentException("The frame has " + frame.remaining() + " bytes and announces " + length);
        }
        RemotingCommand command = RemotingCommand.decode(frame);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("code", command.getCode());
        told.put("language", command.getLanguage().name());
        told.put("version", command.getVersion());
        told.put("opaque", command.getOpaque());
        told.put("flag", command.getFlag());
        told.put("remark", command.getRemark());
        told.put("form", command.getSerializeTypeCurrentRPC().name());
        told.put("extFields", command.getExtFields() == null ? Map.of() : command.getExtFields());
        told.put("body", text(command.getBody()));
        if (given.get("secret") != null) {
            told.put("signature", signature(command, (String) given.get("secret")));
        }
        if (given.get("header") != null) {
            told.put("header", members(command.decodeCommandCustomHeader(header((String) given.get("header")))));
        }
        return told;
    }

    /** Writes a frame of {@code header}, {@code fields}, {@code extFields}, {@code body} and the numbers of a command. */
    Map<String, Object> encode(Map<?, ?> given) throws Exception {
        int code = ((Number) given.get("code")).intValue();
        RemotingCommand command;
        if (given.get("header") == null) {
            command = RemotingCommand.createRequestCommand(code, null);
        } else {
            String fields = RemotingSerializable.toJson(given.get("fields"), false);
            CommandCustomHeader header = RemotingSerializable.fromJson(fields, header((String) given.get("header")));
            command = RemotingCommand.createRequestCommand(code, header);
        }
        command.setOpaque(((Number) given.get("opaque")).intValue());
        command.setFlag(((Number) given.get("flag")).intValue());
        command.setRemark((String) given.get("remark"));
        command.setBody(bytes(given, "body"));
        command.setSerializeTypeCurrentRPC(SerializeType.valueOf((String) given.get("form")));
        Map<?, ?> extFields = (Map<?, ?>) given.get("extFields");
        extFields.forEach((name, value) -> command.addExtField((String) name, (String) value));
        ByteBuffer frame = command.encode();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return Map.of("frame", text(bytes));
    }

    /** Reads {@code body} as an object of {@code type}, and tells what it found. */
    Object readJson(Map<?, ?> given) throws Exception {
        return RemotingSerializable.decode(bytes(given, "body"), type((String) given.get("type")));
    }

    /** Writes an object of {@code type} with {@code fields}, as a server does. */
    Map<String, Object> writeJson(Map<?, ?> given) throws Exception {
        String fields = RemotingSerializable.toJson(given.get("fields"), false);
        Object object = RemotingSerializable.fromJson(fields, type((String) given.get("type")));
        return Map.of("body", text(RemotingSerializable.encode(object)));
    }

    /** All members of a header that are set, by their names in the official type. */
    private static Map<String, Object> members(CommandCustomHeader header) throws IllegalAccessException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Class<?> type = header.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                field.setAccessible(true);
                if (!Modifier.isStatic(field.getModifiers()) && field.get(header) != null) {
                    members.put(field.getName(), field.get(header));
                }
            }
        }
        return members;
    }

    private static String signature(RemotingCommand command, String secret) {
        SortedMap<String, String> signed = new TreeMap<>(command.getExtFields());
        signed.remove("Signature");
        if (command.getVersion() <= MQVersion.Version.V4_9_3.ordinal()) {
            // as all brokers do; older ones do it for later versions too
            signed.remove(MixAll.UNIQUE_MSG_QUERY_FLAG);
        }
        return AclUtils.calSignature(AclUtils.combineRequestContent(command, signed), secret);
    }

    private static Class<? extends CommandCustomHeader> header(String name) throws ClassNotFoundException {
        return type("header." + name).asSubclass(CommandCustomHeader.class);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        for (String place : PLACES) {
            try {
                return Class.forName(place + name);
            } catch (ClassNotFoundException elsewhere) {
                // The other release has it there.
            }
        }
        throw new ClassNotFoundException(name);
    }

    static byte[] bytes(Map<?, ?> given, String name) {
        return Base64.getDecoder().decode((String) given.get(name));
    }

    static String text(byte[] bytes) {
        return bytes == null ? "" : Base64.getEncoder().encodeToString(bytes);
    }
}
